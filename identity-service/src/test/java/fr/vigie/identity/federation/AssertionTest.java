package fr.vigie.identity.federation;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.identity.federation.Assertion.Reason;
import fr.vigie.identity.federation.Assertion.Worth;
import fr.vigie.identity.session.ShownFactors;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssertionTest {

  private static final Set<String> EIDAS = Set.of("eidas2", "eidas3");
  private static final String ISSUER = "https://proconnect.example";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  @Test
  void two_factors_of_somebody_are_a_sign_in_of_who_authenticated_them() {
    var assertion = assertion("eidas2", List.of("pwd", "otp", "mfa"), NINE.minusSeconds(60));

    assertThat(assertion.worth(EIDAS, true, ISSUER, NINE))
        .isEqualTo(
            new Worth.TwoFactors(
                "idp-1",
                "sub-1",
                new ShownFactors(List.of("pwd", "otp", "mfa")),
                NINE.minusSeconds(60)));
  }

  @Test
  void who_does_not_say_when_is_never_fresh() {
    assertThat(assertion("eidas2", List.of(), null).worth(EIDAS, true, ISSUER, NINE))
        .isEqualTo(
            new Worth.TwoFactors(
                "idp-1", "sub-1", new ShownFactors(List.of("federated", "mfa")), Instant.EPOCH));
  }

  @Test
  void nobody_is_fresher_than_now() {
    var assertion = assertion("eidas3", List.of(), NINE.plusSeconds(3600));

    assertThat(assertion.worth(EIDAS, true, ISSUER, NINE))
        .isInstanceOfSatisfying(Worth.TwoFactors.class, w -> assertThat(w.at()).isEqualTo(NINE));
  }

  @Test
  void a_missing_acr_is_the_weakest_whatever_amr_says() {
    assertThat(assertion(null, List.of("hwk", "mfa"), NINE).worth(EIDAS, true, ISSUER, NINE))
        .isEqualTo(new Worth.Nothing(Reason.WEAK));
  }

  @Test
  void words_no_reader_of_ours_knows_are_left_out() {
    var assertion = assertion("eidas2", List.of("pwd", "mail", "sms", "x\ny"), NINE);

    assertThat(assertion.worth(EIDAS, true, ISSUER, NINE))
        .isInstanceOfSatisfying(
            Worth.TwoFactors.class,
            w -> assertThat(w.shown().methods()).containsExactly("pwd", "mfa"));
  }

  @Test
  void one_that_stands_in_front_of_others_has_to_say_of_whom() {
    var nobody = new Assertion("sub-1", "eidas2", List.of(), NINE, null, "sub-1");
    var another = new Assertion("sub-1", "eidas2", List.of(), NINE, "idp-1", "sub-2");

    assertThat(List.of(nobody, another))
        .extracting(assertion -> assertion.worth(EIDAS, true, ISSUER, NINE))
        .containsOnly(new Worth.Nothing(Reason.UNCLEAR));
  }

  @Test
  void one_that_authenticates_by_itself_is_who_authenticated() {
    var assertion = new Assertion("sub-1", "aal2", List.of("pop"), NINE, "ignored", null);

    assertThat(assertion.worth(Set.of("aal2"), false, ISSUER, NINE))
        .isEqualTo(
            new Worth.TwoFactors(ISSUER, "sub-1", new ShownFactors(List.of("pop", "mfa")), NINE));
  }

  private static Assertion assertion(
      @Nullable String acr, List<String> methods, @Nullable Instant at) {
    return new Assertion("sub-1", acr, methods, at, "idp-1", "sub-1");
  }
}
