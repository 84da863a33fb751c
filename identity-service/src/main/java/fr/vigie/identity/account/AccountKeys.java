package fr.vigie.identity.account;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import jakarta.enterprise.context.ApplicationScoped;

/// Names a login to lockout-service and in events without telling it. Unknown logins have a key
/// like any other, so that they are counted, refused and logged alike.
@ApplicationScoped
public class AccountKeys {

  private final byte[] key;

  AccountKeys(IdentitySettings settings) {
    key = Keyed.key("vigie.identity.account-key", settings.accountKey());
  }

  /// Names a passkey that no account has.
  ///
  /// @param credential its id, base64url
  public String ofPasskey(String credential) {
    return Keyed.code(key, "passkey:" + credential);
  }

  public String of(Login login) {
    return Keyed.code(key, login.value());
  }
}
