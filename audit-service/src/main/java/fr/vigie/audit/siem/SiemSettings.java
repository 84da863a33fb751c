package fr.vigie.audit.siem;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// Where the log is handed on to. Nowhere, unless one of the targets is set.
@ConfigMapping(prefix = "vigie.audit.siem")
public interface SiemSettings {

  /// `ocsf` or `cloudevents`.
  @WithDefault("ocsf")
  Form form();

  /// A file that lines are added to; who reads it may move it away at any time.
  Optional<Path> file();

  /// A door that takes posted lines (OCSF) or batches (CloudEvents). Over TLS, or on this machine.
  Optional<URI> http();

  /// What is said as `Authorization` there.
  Optional<String> authorization();

  /// A Kafka topic, which must be there.
  Optional<String> topic();

  /// The pause before new leaves are looked for, and before a target that failed is tried again.
  @WithDefault("1s")
  Duration interval();

  /// The most leaves handed on at once.
  @WithDefault("500")
  int batch();

  /// How long a target may take for them.
  @WithDefault("10s")
  Duration timeout();

  /// The forms there are.
  enum Form {
    /// Open Cybersecurity Schema Framework.
    OCSF,
    /// CloudEvents 1.0 in JSON, as in the log, and the leaf's index.
    CLOUDEVENTS
  }
}
