package fr.vigie.identity.account;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One line of an import.
///
/// @param totpSecret base32
/// @param mail where links go, as those of a reset; without it none goes anywhere
/// @param notices where the person hears of what happens to the account: another address
record ImportedAccount(
    @Nullable UUID account,
    @Nullable String login,
    @Nullable String displayName,
    @Nullable String password,
    @Nullable String totpSecret,
    @Nullable String organisation,
    @Nullable String agency,
    @Nullable List<String> roles,
    @Nullable String mail,
    @Nullable String notices) {

  private static final Pattern TOTP_SECRET = Pattern.compile("[A-Z2-7]{26,128}=*");
  private static final int PASSWORD_MIN = 12;
  private static final int PASSWORD_MAX = 128;
  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s\\p{C}@<>,;\"]{1,64}@[^\\s\\p{C}@<>,;\"]{1,190}");

  /// Why the line cannot be taken; empty where it can. Never says what was given.
  Optional<String> objection() {
    if (account == null || login == null || !Login.mayBeGiven(login)) {
      return Optional.of(
          "no account reference, or no login of French letters, digits and . _ @ + ' -");
    }
    if (displayName == null || !Profile.mayBeNamed(displayName)) {
      return Optional.of("no display name of 1 to 200 characters that can be seen");
    }
    if (password == null || password.length() < PASSWORD_MIN || password.length() > PASSWORD_MAX) {
      return Optional.of("no password of 12 to 128 characters");
    }
    if (totpSecret == null || !TOTP_SECRET.matcher(totpSecret).matches()) {
      return Optional.of("no base32 one-time-code secret of 128 bits or more");
    }
    if (organisation == null || agency == null || !Organisations.isAgencyOf(agency, organisation)) {
      return Optional.of("no known organisation with an agency of its own");
    }
    if (!areTwoAddresses()) {
      return Optional.of("one address where there are none or two, or one that is none");
    }
    return roles == null ? Optional.of("no role") : Role.objection(roles, organisation);
  }

  // Whoever reads the mail is not to be the only one who hears of it (R17).
  private boolean areTwoAddresses() {
    if (mail == null || notices == null) {
      return mail == null && notices == null;
    }
    return ADDRESS.matcher(mail).matches()
        && ADDRESS.matcher(notices).matches()
        && !mail.equalsIgnoreCase(notices);
  }

  @Override
  public String toString() {
    return "ImportedAccount[******]";
  }
}
