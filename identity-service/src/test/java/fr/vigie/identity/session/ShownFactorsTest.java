package fr.vigie.identity.session;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ShownFactorsTest {

  @Test
  void one_factor_cannot_be_said_not_even_twice() {
    for (var methods : List.of(List.<String>of(), List.of("pwd"), List.of("otp", "otp"))) {
      assertThatThrownBy(() -> new ShownFactors(methods))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
