package fr.vigie.kit.guard;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.status.ActingStatus;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ActingTableTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  private final ActingTable table = new ActingTable();

  private static ActingStatus status(String scope, String target, boolean frozen, long position) {
    return new ActingStatus(scope, target, frozen, frozen ? "ordered" : null, NINE, position);
  }

  @Test
  void lets_in_whom_nobody_spoke_of() {
    assertThat(table.of("alice", "session", "FT")).isEqualTo(Verdict.MAY_ACT);
    assertThat(table.of(null, null, null)).isEqualTo(Verdict.MAY_ACT);
  }

  @Test
  void a_freeze_reaches_as_far_as_its_scope() {
    table.take(status("account", "alice", true, 1));
    table.take(status("session", "session-of-bruno", true, 2));
    table.take(status("organisation", "CE-01", true, 3));

    assertThat(table.of("alice", "any", "FT")).isEqualTo(Verdict.FROZEN);
    assertThat(table.of("bruno", "session-of-bruno", "FT")).isEqualTo(Verdict.FROZEN);
    assertThat(table.of("bruno", "another", "FT")).isEqualTo(Verdict.MAY_ACT);
    assertThat(table.of("chloe", "any", "CE-01")).isEqualTo(Verdict.FROZEN);
    assertThat(table.of("CE-01", "alice", "session-of-bruno")).isEqualTo(Verdict.MAY_ACT);
  }

  @Test
  void a_lower_position_never_replaces_a_higher() {
    assertThat(table.take(status("account", "alice", true, 7))).isTrue();
    assertThat(table.take(status("account", "alice", false, 6))).isFalse();
    assertThat(table.take(status("account", "alice", true, 7))).isFalse();
    assertThat(table.of("alice", null, null)).isEqualTo(Verdict.FROZEN);

    assertThat(table.take(status("account", "alice", false, 9))).isTrue();
    assertThat(table.of("alice", null, null)).isEqualTo(Verdict.MAY_ACT);
  }

  @Test
  void an_ended_session_is_remembered_for_as_long_as_its_tokens_may_live() {
    table.ended("session", 1_000);

    table.forget(999);
    assertThat(table.of("alice", "session", "FT")).isEqualTo(Verdict.SESSION_ENDED);
    assertThat(table.of("alice", "another", "FT")).isEqualTo(Verdict.MAY_ACT);

    table.forget(1_001);
    assertThat(table.of("alice", "session", "FT")).isEqualTo(Verdict.MAY_ACT);
    assertThat(table.endedSessions()).isZero();
  }
}
