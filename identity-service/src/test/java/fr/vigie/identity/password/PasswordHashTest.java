package fr.vigie.identity.password;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PasswordHashTest {

  @Test
  void knows_its_password_and_no_other() {
    var hash = PasswordHash.of("correct horse battery");

    assertThat(hash.matches("correct horse battery")).isTrue();
    assertThat(hash.matches("correct horse batterY")).isFalse();
  }

  @Test
  void says_its_parameters_and_never_the_same_twice() {
    var hash = PasswordHash.of("correct horse battery");

    assertThat(hash.phc()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(PasswordHash.of("correct horse battery").phc()).isNotEqualTo(hash.phc());
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

  @Test
  void the_same_letters_in_another_encoding_are_the_same_password() {
    assertThat(PasswordHash.of("caf\u00e9 au lait noir").matches("cafe\u0301 au lait noir"))
        .isTrue();
  }

  @Test
  void is_nothing_but_argon2id() {
    assertThatThrownBy(() -> new PasswordHash("$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
