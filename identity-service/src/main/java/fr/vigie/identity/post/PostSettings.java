package fr.vigie.identity.post;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;

/// The settings of letters. The mail server's own are `quarkus.mailer.*`.
@ConfigMapping(prefix = "vigie.identity.post")
public interface PostSettings {

  /// Whom letters are from.
  @WithDefault("Vigie <ne-pas-repondre@vigie.invalid>")
  String from();

  /// A folder that letters are put into instead of being sent, for a demonstration on one machine.
  /// Anywhere else a service with it does not start: whoever reads the folder would read links.
  Optional<Path> outbox();
}
