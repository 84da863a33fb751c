package fr.vigie.identity.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecoveryCodeTest {

  @Test
  void is_read_however_it_is_written() {
    var code = new RecoveryCode("0123456789ABCDEF");

    assertThat(code.spelt()).isEqualTo("0123-4567-89AB-CDEF");
    assertThat(RecoveryCode.of(code.spelt())).contains(code);
    assertThat(RecoveryCode.of(" o123 4567 89ab cdef ")).contains(code);
    assertThat(RecoveryCode.of("ol23-4567-89ab-cdef")).contains(code);
  }

  @Test
  void is_sixteen_letters_of_its_alphabet_and_never_prints() {
    assertThat(RecoveryCode.of("0123456789ABCDE")).isEmpty();
    assertThat(RecoveryCode.of("0123456789ABCDEU")).isEmpty();
    assertThat(RecoveryCode.of("٠123456789ABCDEF")).isEmpty();
    assertThat(RecoveryCode.random()).isNotEqualTo(RecoveryCode.random());
    assertThat(new RecoveryCode("0123456789ABCDEF")).asString().doesNotContain("0123");
  }
}
