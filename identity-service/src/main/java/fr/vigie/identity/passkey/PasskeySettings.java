package fr.vigie.identity.passkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// The settings of passkeys.
@ConfigMapping(prefix = "vigie.identity.passkey")
public interface PasskeySettings {

  /// The roles that sign in with a passkey and in no other way (R12); `none` for none.
  @WithDefault("security-officer,auditor,account-admin,desk")
  Set<String> requiredFor();

  /// The roles whose passkeys have to prove of which model their authenticator is; `none` for none.
  @WithDefault("security-officer,auditor,account-admin,desk")
  Set<String> attestedFor();

  /// The models they may use: AAGUIDs, as makers publish them. Without any, nobody in these roles
  /// can add a passkey.
  Optional<Set<UUID>> models();

  /// A file of PEM certificates: the makers', to which what an authenticator says of its model has
  /// to lead.
  Optional<String> makers();

  /// Passkeys an account may have at once.
  @WithDefault("10")
  int most();
}
