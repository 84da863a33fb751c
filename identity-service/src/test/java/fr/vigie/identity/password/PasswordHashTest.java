package fr.vigie.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

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

  static List<Argon2> implementations() {
    return List.of(Argon2.NATIVE, Argon2.JAVA);
  }

  /// RFC 9106 gives its vectors with a secret and associated data, which passwords here do not
  /// have; these are the reference implementation's own.
  @ParameterizedTest
  @MethodSource("implementations")
  void both_implementations_come_to_the_bytes_of_the_reference(Argon2 argon2) {
    assertThat(hex(argon2, "password", "somesalt", new Cost(65_536, 2, 1)))
        .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
    assertThat(hex(argon2, "password", "somesalt", new Cost(256, 2, 1)))
        .isEqualTo("9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe");
    assertThat(hex(argon2, "differentpassword", "somesalt", new Cost(65_536, 2, 1)))
        .isEqualTo("0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde");
    assertThat(hex(argon2, "password", "diffsalt", new Cost(65_536, 2, 1)))
        .isEqualTo("bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c");
  }

  /// With salts as ours are, which alone libsodium takes; from argon2-jvm 2.12, the reference
  /// implementation in C.
  @ParameterizedTest
  @MethodSource("implementations")
  void both_come_to_the_bytes_of_the_reference_where_salts_are_as_ours(Argon2 argon2) {
    assertThat(hex(argon2, "password", "somesaltsomesalt", TODAY))
        .isEqualTo("2b5dc4054886ec957ef59c73b661c54dd6fb274590b278f657c6d96aac8fa6d1");
    assertThat(hex(argon2, "password", "somesaltsomesalt", new Cost(256, 2, 1)))
        .isEqualTo("cab746b4621993fdc91ec50787980b414a90a692f0bc68dfe19f9c25b3cba9ec");
    assertThat(hex(argon2, "differentpassword", "somesaltsomesalt", new Cost(65_536, 2, 1)))
        .isEqualTo("b2a645d33be125cd75f64b157793464041c0fd196b848a9f78508e1a0e5ce4c0");
    assertThat(hex(argon2, "password", "diffsaltdiffsalt", new Cost(65_536, 1, 1)))
        .isEqualTo("649ad880a6e493bf7a6e5946b0efdaace76b224757ec7c85d4042292f1c9acb3");
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
