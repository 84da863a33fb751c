package fr.vigie.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PasswordHashTest {

  private static final Cost TODAY = new Cost(19_456, 2, 1);

  @Test
  void knows_its_password_and_no_other() {
    var hash = PasswordHash.of("correct horse battery", TODAY);

    assertThat(hash.matches("correct horse battery")).isTrue();
    assertThat(hash.matches("correct horse batterY")).isFalse();
  }

  @Test
  void says_its_parameters_and_never_the_same_twice() {
    var hash = PasswordHash.of("correct horse battery", TODAY);

    assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.of("correct horse battery", TODAY).phc()).isNotEqualTo(hash.phc());
    assertThat(hash).asString().doesNotContain("argon2");
  }

  // From password4j 1.8.4: another implementation, the same bytes.
  @Test
  void agrees_with_another_implementation() {
    var hash =
        new PasswordHash(
            "$argon2id$v=19$m=19456,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA"
                + "$hbX5BcR4VcARguIF6etTj3ZuB9aUAnozWKXV8K60XcU");

    assertThat(hash.matches("correct horse battery")).isTrue();
  }

  /// Those with salts of eight bytes are the reference implementation's own tests, and libsodium
  /// leaves them to Java; those with salts as ours are, which alone it takes, are from argon2-jvm
  /// 2.12, the reference implementation in C. RFC 9106 gives its vectors with a secret and
  /// associated data, which passwords here do not have.
  @ParameterizedTest
  @CsvSource({
    "password, somesalt, 65536, 2,"
        + " 09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7",
    "password, somesalt, 256, 2,"
        + " 9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe",
    "differentpassword, somesalt, 65536, 2,"
        + " 0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde",
    "password, diffsalt, 65536, 2,"
        + " bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c",
    "password, somesaltsomesalt, 19456, 2,"
        + " 2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1",
    "password, somesaltsomesalt, 256, 2,"
        + " cab746b4621993fdc91ec50787980b414a90a692f0bc68dfe19f9c25b3cba9ec",
    "differentpassword, somesaltsomesalt, 65536, 2,"
        + " b2a645d33be125cd75f64b157793464041c0fd196b848a9f78508e1a0e5ce4c0",
    "password, diffsaltdiffsalt, 65536, 1,"
        + " 649ad880a6e493bf7a6e5946b0efdaace76b224757ec7c85d4042292f1c9acb3"
  })
  void both_implementations_come_to_the_bytes_of_the_reference(
      String password, String salt, int memory, int passes, String bytes) {
    var cost = new Cost(memory, passes, 1);

    assertThat(hex(Argon2.NATIVE, password, salt, cost)).isEqualTo(bytes);
    assertThat(hex(Argon2.JAVA, password, salt, cost)).isEqualTo(bytes);
  }

  @Test
  void the_native_one_runs_here() {
    assertThat(Argon2.here()).isSameAs(Argon2.NATIVE);
  }

  private static String hex(Argon2 argon2, String password, String salt, Cost cost) {
    return HexFormat.of()
        .formatHex(
            argon2.hash(
                password.getBytes(StandardCharsets.UTF_8),
                salt.getBytes(StandardCharsets.UTF_8),
                cost,
                32));
  }

  @Test
  void less_than_owasp_asks_for_is_too_little() {
    assertThat(TODAY.isTooLittle()).isFalse();
    assertThat(new Cost(19_455, 2, 1).isTooLittle()).isTrue();
    assertThat(new Cost(19_456, 1, 1).isTooLittle()).isTrue();
  }

  @Test
  void the_same_letters_in_another_encoding_are_the_same_password() {
    assertThat(PasswordHash.of("caf\u00e9 au lait noir", TODAY).matches("cafe\u0301 au lait noir"))
        .isTrue();
  }

  @Test
  void is_nothing_but_argon2id() {
    assertThatThrownBy(() -> new PasswordHash("$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
