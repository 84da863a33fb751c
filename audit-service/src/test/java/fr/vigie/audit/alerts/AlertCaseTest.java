package fr.vigie.audit.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.alerts.AlertCase.Answer;
import fr.vigie.contracts.audit.AlertCaseEvent;
import fr.vigie.contracts.audit.AlertCaseEvent.AlertAcknowledged;
import fr.vigie.contracts.audit.AlertCaseEvent.AlertClosed;
import fr.vigie.contracts.audit.AlertCaseEvent.AlertEscalated;
import fr.vigie.eventstore.Decision;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/// How an alert is seen to.
class AlertCaseTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final String SAM = "sam";
  private static final String OLGA = "olga";

  private static AlertCase after(AlertCaseEvent... past) {
    var seenTo = AlertCase.untouched("a-1");
    for (var event : past) {
      seenTo = seenTo.after(event);
    }
    return seenTo;
  }

  private static Decision<Answer> no(Answer answer) {
    return new Decision<>(List.of(), answer);
  }

  @Test
  void whoever_comes_first_takes_it_on() {
    assertThat(after().acknowledge(SAM, NINE).events())
        .isEqualTo(List.of(new AlertAcknowledged("a-1", SAM, NINE)));
    assertThat(after(new AlertAcknowledged("a-1", SAM, NINE)).acknowledge(OLGA, NINE))
        .isEqualTo(no(Answer.TAKEN));
  }

  @Test
  void only_what_nobody_has_is_said_again_and_once() {
    assertThat(after().escalate(NINE).events()).isEqualTo(List.of(new AlertEscalated("a-1", NINE)));
    assertThat(after(new AlertEscalated("a-1", NINE)).escalate(NINE).events()).isEmpty();
    assertThat(after(new AlertAcknowledged("a-1", SAM, NINE)).escalate(NINE).events()).isEmpty();
  }

  @Test
  void its_owner_closes_it_once() {
    var taken = new AlertAcknowledged("a-1", SAM, NINE);
    var closed = new AlertClosed("a-1", SAM, "harmless", NINE);

    assertThat(after().close(SAM, "harmless", NINE)).isEqualTo(no(Answer.NOT_OWNER));
    assertThat(after(taken).close(OLGA, "harmless", NINE)).isEqualTo(no(Answer.NOT_OWNER));
    assertThat(after(taken).close(SAM, "harmless", NINE).events()).isEqualTo(List.of(closed));
    assertThat(after(taken, closed).close(SAM, "breach", NINE)).isEqualTo(no(Answer.CLOSED));
  }

  @Test
  void its_state_is_a_word() {
    assertThat(after().state()).isEqualTo("raised");
    assertThat(after(new AlertEscalated("a-1", NINE)).state()).isEqualTo("escalated");
    assertThat(after(new AlertAcknowledged("a-1", SAM, NINE)).state()).isEqualTo("acknowledged");
  }
}
