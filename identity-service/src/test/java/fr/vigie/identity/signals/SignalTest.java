package fr.vigie.identity.signals;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.session.EndCause;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SignalTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  private static Signal of(Object event) {
    return Signal.of(event, NINE).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(EndCause.class)
  void every_end_is_told(EndCause cause) {
    var signal = of(new SessionEnded("a", "s", cause.word()));

    assertThat(signal.type()).isEqualTo(Signal.SESSION_REVOKED);
    assertThat(signal.session()).isEqualTo(Optional.of("s"));
    assertThat(signal.said())
        .containsEntry("event_timestamp", NINE.getEpochSecond())
        .containsEntry("reason_admin", Map.of("en", cause.word()));
    assertThat(signal.said().get("initiating_entity")).isIn("user", "admin", "policy");
  }

  @ParameterizedTest
  @CsvSource({"pwd, password", "otp, app", "passkey, passkey", "recovery, recovery"})
  void a_new_factor_is_told_by_its_kind(String factor, String kind) {
    assertThat(of(new FactorAdded("a", factor, "r")).said())
        .containsEntry("credential_type", kind)
        .containsEntry("change_type", "create");
  }

  @Test
  void a_factor_that_is_no_more_is_told_by_who_took_it_away() {
    assertThat(of(new FactorRemoved("a", "otp", "r", "by-owner")).said())
        .containsEntry("change_type", "delete");
    assertThat(of(new FactorRemoved("a", "otp", "r", "replaced")).said())
        .containsEntry("change_type", "revoke");
  }

  @Test
  void nothing_else_is_told_and_nothing_but_references() {
    assertThat(Signal.of(new SignedIn("a", "s", List.of("pwd", "otp")), NINE)).isEmpty();
    assertThat(of(new SessionEnded("a", "s", "frozen")).claims("https://id.example"))
        .containsOnlyKeys("iss", "sub_id", "events");
  }
}
