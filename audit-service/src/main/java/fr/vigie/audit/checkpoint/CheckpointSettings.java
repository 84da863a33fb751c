package fr.vigie.audit.checkpoint;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// How the log is signed.
@ConfigMapping(prefix = "vigie.audit.checkpoint")
public interface CheckpointSettings {

  /// The log's name for ever, the first line of each checkpoint: where it is read, without a
  /// scheme.
  @WithDefault("audit.vigie.example/log")
  String origin();

  /// Between two checkpoints, while leaves arrive.
  @WithDefault("400ms")
  Duration interval();

  /// Wraps the signing keys: 32 bytes in base64, kept outside the database.
  String keyEncryptionKey();
}
