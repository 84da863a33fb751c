package fr.vigie.audit.witness;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// Who watches the log.
@ConfigMapping(prefix = "vigie.audit.witness")
public interface WitnessSettings {

  /// By a name of our own for each.
  Map<String, Named> by();

  /// How long an answer may take.
  @WithDefault("2s")
  Duration timeout();

  /// How often the newest checkpoint is brought to them.
  @WithDefault("400ms")
  Duration interval();

  /// A witness.
  interface Named {

    /// Where it is asked, without `/add-checkpoint`.
    URI url();

    /// Its key, as it prints it: NAME+ID+KEY.
    String key();
  }
}
