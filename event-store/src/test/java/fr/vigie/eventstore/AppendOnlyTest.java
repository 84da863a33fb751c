package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.embedded.Login;
import fr.vigie.eventstore.TestStore.Deposited;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppendOnlyTest {

  private static final TestStore STORE = new TestStore();
  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  @BeforeAll
  static void append() {
    new DecidingEventStore(STORE.engine(), TestStore.TYPES, Clock.systemUTC())
        .append(Map.of(), List.of(new Deposited("a", 1)))
        .toCompletableFuture()
        .join();
  }

  @AfterAll
  static void close() {
    assertThat(STORE.engine().head().join()).isEqualTo(1);
    STORE.close();
  }

  private static void run(Login login, String sql) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                STORE.database().jdbcUrl(), login.user(), login.password());
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static void assertRefused(Login login, String sql) {
    assertThatThrownBy(() -> run(login, sql))
        .isInstanceOfSatisfying(
            SQLException.class,
            refusal -> assertThat(refusal.getSQLState()).isEqualTo(INSUFFICIENT_PRIVILEGE));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update event set payload = '{}'",
        "update event set payload = '{}' where false",
        "delete from event",
        "delete from event where position = 99",
        "truncate event",
        "truncate event, event_tag",
        "update event_tag set tag = 'x=y'",
        "delete from event_tag",
        "truncate event_tag",
        "insert into event select * from event on conflict (position) do update set type = 'x'",
      })
  void neither_the_service_nor_the_owner_changes_what_happened(String sql) {
    assertRefused(STORE.database().service(), sql);
    assertRefused(STORE.database().owner(), sql);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table event disable trigger all",
        "drop trigger event_only_grows on event",
        "drop table event",
        "drop function append_events",
        "create or replace function refuse_change() returns trigger language plpgsql as"
            + " 'begin return old; end'",
        "delete from follower",
        "truncate follower",
        "create table mine ()",
        "set session_replication_role = replica",
      })
  void the_service_cannot_take_the_guard_away(String sql) {
    assertRefused(STORE.database().service(), sql);
  }

  @ParameterizedTest
  @ValueSource(strings = {"set session_replication_role = replica"})
  void nor_can_the_owner_switch_triggers_off_for_a_session(String sql) {
    assertRefused(STORE.database().owner(), sql);
  }
}
