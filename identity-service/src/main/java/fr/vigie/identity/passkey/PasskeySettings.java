package fr.vigie.identity.passkey;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Set;

/// The settings of passkeys.
@ConfigMapping(prefix = "vigie.identity.passkey")
public interface PasskeySettings {

  /// The roles that sign in with a passkey and in no other way (R12); `none` for none.
  @WithDefault("security-officer,auditor,account-admin,desk")
  Set<String> requiredFor();

  /// Passkeys an account may have at once.
  @WithDefault("10")
  int most();
}
