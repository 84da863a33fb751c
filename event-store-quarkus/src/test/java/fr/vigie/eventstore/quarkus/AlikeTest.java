package fr.vigie.eventstore.quarkus;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.eventstore.quarkus.Alike.Kind;
import fr.vigie.eventstore.quarkus.Alike.Told;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlikeTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Kind KIND = new Kind("alice", "GET /v1/records/{ref}", "not-allowed");
  private static final Map<String, String> FIRST = Map.of("correlation", "first");
  private static final Map<String, String> LATEST = Map.of("correlation", "latest");

  private final Alike alike = new Alike();

  @Test
  void the_first_is_told_at_once_and_the_rest_when_the_minute_is_over() {
    assertThat(alike.note(KIND, FIRST, NINE)).contains(new Told(KIND, FIRST, 1));
    for (var second = 1; second <= 30; second++) {
      assertThat(alike.note(KIND, LATEST, NINE.plusSeconds(second))).isEmpty();
    }

    assertThat(alike.over(NINE.plusSeconds(59))).isEmpty();
    assertThat(alike.over(NINE.plusSeconds(60))).containsExactly(new Told(KIND, LATEST, 30));
    assertThat(alike.over(NINE.plusSeconds(120))).isEmpty();
  }

  @Test
  void one_that_comes_before_anybody_has_looked_tells_of_those_before_it() {
    alike.note(KIND, FIRST, NINE);
    alike.note(KIND, FIRST, NINE.plusSeconds(1));

    assertThat(alike.note(KIND, LATEST, NINE.plusSeconds(61))).contains(new Told(KIND, LATEST, 2));
    assertThat(alike.rest()).isEmpty();
  }

  @Test
  void nobody_is_counted_with_another_nor_one_reason_with_another() {
    for (var other :
        new Kind[] {
          KIND,
          new Kind("awa", KIND.endpoint(), KIND.reason()),
          new Kind(KIND.by(), "POST /v1/search", KIND.reason()),
          new Kind(KIND.by(), KIND.endpoint(), "step-up-needed")
        }) {
      assertThat(alike.note(other, FIRST, NINE)).contains(new Told(other, FIRST, 1));
    }
  }

  @Test
  void nothing_is_lost_at_the_end() {
    alike.note(KIND, FIRST, NINE);
    alike.note(KIND, LATEST, NINE.plusSeconds(1));

    assertThat(alike.rest()).containsExactly(new Told(KIND, LATEST, 1));
    assertThat(alike.rest()).isEmpty();
  }
}
