package fr.vigie.audit.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.alerts.AlertRule;
import java.util.List;
import org.junit.jupiter.api.Test;

/// One alarm for one fact.
class AlarmsTest {

  private final TestAlarms test = new TestAlarms();

  @Test
  void the_same_fact_is_raised_once_over_replicas_and_restarts() {
    var one = test.alarms();
    var other = test.alarms();
    for (var replica : List.of(one, one, other)) {
      replica.raise(withheld(7));
    }

    other.raise(withheld(9));

    assertThat(test.raised()).containsExactly("event-withheld /vigie/a", "event-withheld /vigie/a");
  }

  private static Alarm withheld(long position) {
    var fact = "position " + position;
    return Alarm.ofLog(AlertRule.EVENT_WITHHELD, "/vigie/a", fact, "positions:" + position);
  }
}
