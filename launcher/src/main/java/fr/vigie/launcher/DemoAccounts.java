package fr.vigie.launcher;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.embedded.Secrets;
import fr.vigie.launcher.population.Employee;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;
import javax.crypto.spec.SecretKeySpec;

/// The secrets of the demo accounts: one password for all, one-time-code secrets for each, made
/// once for an installation and kept in a file only its owner may read. Nobody has such a file in
/// production, where people enrol their own factors.
///
/// @param password of every account
record DemoAccounts(String password, List<DemoAccount> accounts) {

  /// An account with its second factor.
  ///
  /// @param totpSecret base32
  record DemoAccount(
      UUID account,
      String login,
      String displayName,
      String organisation,
      String agency,
      List<String> roles,
      String totpSecret) {

    DemoAccount {
      roles = List.copyOf(roles);
    }

    @Override
    public String toString() {
      return "DemoAccount[" + login + "]";
    }
  }

  /// How long one code is valid.
  static final Duration STEP = Duration.ofSeconds(30);

  private static final JsonMapper JSON = new JsonMapper();
  private static final SecureRandom RANDOM = new SecureRandom();
  // Nothing that reads like something else.
  private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int TOTP_SECRET_CHARACTERS = 32;

  DemoAccounts {
    accounts = List.copyOf(accounts);
  }

  /// The accounts kept in this file; made for this staff where there is no file.
  static DemoAccounts of(Path file, List<Employee> staff) {
    return kept(file).orElseGet(() -> make(file, staff));
  }

  /// The accounts kept in this file.
  static Optional<DemoAccounts> kept(Path file) {
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), DemoAccounts.class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DemoAccounts make(Path file, List<Employee> staff) {
    var made =
        new DemoAccounts(
            "%s-%s-%s-%s"
                .formatted(word(LETTERS, 5), word(LETTERS, 5), word(LETTERS, 5), word(LETTERS, 5)),
            staff.stream()
                .map(employee ->
                    new DemoAccount(
                        employee.account(),
                        employee.login(),
                        employee.displayName(),
                        employee.organisation(),
                        employee.agency(),
                        employee.roles(),
                        word(BASE32, TOTP_SECRET_CHARACTERS)))
                .toList());
    try {
      Secrets.writePrivately(file, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(made));
      return made;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String word(String letters, int length) {
    return ((RandomGenerator) RANDOM)
        .ints(length, 0, letters.length())
        .collect(
            StringBuilder::new,
            (word, letter) -> word.append(letters.charAt(letter)),
            StringBuilder::append)
        .toString();
  }

  /// Whoever takes files and accounts in.
  DemoAccount keeper() {
    return account("account-admin-01").orElseThrow();
  }

  Optional<DemoAccount> account(String login) {
    return accounts.stream().filter(account -> account.login().equals(login)).findFirst();
  }

  /// The code of RFC 6238 at this moment: SHA-1, 30 seconds, 6 digits.
  static String code(String totpSecret, Instant now) {
    try {
      var key =
          new SecretKeySpec(
              decoded(totpSecret), TimeBasedOneTimePasswordGenerator.TOTP_ALGORITHM_HMAC_SHA1);
      return new TimeBasedOneTimePasswordGenerator(STEP).generateOneTimePasswordString(key, now);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] decoded(String base32) {
    var bytes = new byte[base32.length() * 5 / 8];
    var bits = 0;
    var held = 0;
    var next = 0;
    for (var place = 0; place < base32.length(); place++) {
      var value = BASE32.indexOf(base32.charAt(place));
      if (value < 0) {
        throw new IllegalArgumentException("not base32");
      }
      held = held << 5 | value;
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes[next++] = (byte) (held >> bits);
      }
    }
    return bytes;
  }

  @Override
  public String toString() {
    return "DemoAccounts[" + accounts.size() + "]";
  }
}
