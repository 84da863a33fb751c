package fr.vigie.audit.alarms;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.alarms.Alarms.Rule;
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
      assertThat(replica.raise(Rule.EVENT_WITHHELD, "/vigie/a", "position 7", List.of())).isTrue();
    }

    other.raise(Rule.EVENT_WITHHELD, "/vigie/a", "position 9", List.of());

    assertThat(test.raised()).containsExactly("event-withheld /vigie/a", "event-withheld /vigie/a");
  }
}
