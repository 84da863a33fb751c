package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.NETWORK;
import static fr.vigie.lockout.attempts.Story.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptFailed;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.embedded.Database;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.testkit.MutableClock;
import fr.vigie.testkit.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// ATTACKS 5: one guess an account and day, each from another network, with another password.
class SlowSprayingTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Database database = TestServers.database("slow");
  private final Replica replica;

  SlowSprayingTest() {
    TestServers.migrate(database, "db/event-store", "db/lockout");
    replica = new Replica(database, MutableClock.at(NINE.toString()));
  }

  @AfterEach
  void stop() {
    replica.close();
  }

  @Test
  void shows_in_how_many_accounts_strangers_fail_at_within_a_week() {
    for (var day = 0; day < 3; day++) {
      replica.put(failures(250, day));
    }

    try (var projection = replica.slowSpraying()) {
      projection.start();
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(alerts()).hasSize(1));

      var alert = alerts().getFirst();
      assertThat(alert.rule()).isEqualTo("slow-spraying");
      assertThat(alert.measured()).as("with what came along with the 201st").isEqualTo(250);
      assertThat(alert.limit()).isEqualTo(200);
      assertThat(alert.evidence()).hasSize(100);
      assertThat(alert.freeze()).isFalse();
      replica.put(failures(300, 2));
      await().atMost(PATIENCE).until(() -> projection.lag() == 0);
      assertThat(alerts()).as("told once a week").hasSize(1);
    }
  }

  /// A Monday of sixty thousand has its slips of the finger.
  @Test
  void does_not_show_where_many_more_sign_in() {
    var entered = new ArrayList<Object>();
    for (var account = 0; account < 1_500; account++) {
      entered.add(
          new AttemptSucceeded(
              UUID.randomUUID().toString(), account(account), "otp", NINE, true, null, "a-device"));
    }
    replica.put(entered);
    replica.put(failures(250, 0));

    try (var projection = replica.slowSpraying()) {
      projection.start();
      await().atMost(PATIENCE).until(() -> projection.lag() == 0 && projection.leading());

      assertThat(alerts()).isEmpty();
    }
  }

  private static List<Object> failures(int accounts, int day) {
    var all = new ArrayList<Object>();
    for (var account = 0; account < accounts; account++) {
      all.add(
          new AttemptFailed(
              UUID.randomUUID().toString(),
              account(account),
              "pwd",
              NINE.plus(Duration.ofDays(day)),
              null,
              NETWORK,
              null,
              null));
    }
    return all;
  }

  private static String account(int number) {
    return "account-%010d".formatted(number);
  }

  private List<AlertRaised> alerts() {
    var week = NINE.getEpochSecond() / Duration.ofDays(7).toSeconds();
    var alert = UUID.nameUUIDFromBytes(("slow-spraying\n" + week).getBytes(StandardCharsets.UTF_8));
    return replica.read(Boundary.of(EventTag.of("alert", alert.toString()))).stream()
        .map(event -> (AlertRaised) event.payload())
        .toList();
  }
}
