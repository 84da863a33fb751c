package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.DEFAULTS;
import static fr.vigie.lockout.attempts.Story.NINE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.embedded.Database;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.Wait;
import fr.vigie.lockout.attempts.AttemptAnswer.WaitReason;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.testkit.MutableClock;
import fr.vigie.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Many accounts, few guesses at each (R5, ATTACKS 4).
class SprayingAttackTest {

  private static final int ACCOUNTS = Boolean.getBoolean("vigie.long") ? 5_000 : 300;
  private static final String AGENCY = "192.0.2.0/24";

  private final Database database = TestServers.database("spraying");
  private final MutableClock clock = MutableClock.at(NINE.toString());
  private final Replica one;
  private final Replica two;

  SprayingAttackTest() {
    TestServers.migrate(database, "db/event-store");
    one = new Replica(database, clock, DEFAULTS);
    two = new Replica(database, clock, DEFAULTS);
  }

  @AfterEach
  void stop() {
    one.close();
    two.close();
  }

  @Test
  void a_network_that_fails_at_twenty_one_accounts_is_throttled_and_told_of() throws Exception {
    var answers = new ArrayList<ToPermit>();
    for (var account = 0; account < 25; account++) {
      answers.add(guess(account, AGENCY, Optional.of("another-secret-" + account)).join());
    }

    assertThat(answers.subList(0, 21)).allMatch(Permitted.class::isInstance);
    assertThat(answers.subList(21, 25))
        .allSatisfy(answer ->
            assertThat(answer).isEqualTo(new Wait(WaitReason.THROTTLED, Duration.ofMinutes(10))));
    var alert = alerts().getFirst();
    assertThat(alerts()).hasSize(1);
    assertThat(alert.get("rule").asText()).isEqualTo("password-spraying");
    assertThat(alert.get("scope").asText()).isEqualTo("network");
    assertThat(alert.get("target").asText()).isEqualTo(AGENCY);
    assertThat(alert.get("measured").asInt()).isEqualTo(21);
    assertThat(alert.get("limit").asInt()).isEqualTo(20);
    assertThat(alert.get("evidence")).hasSize(21);
    assertThat(alert.get("evidence").get(0).asText()).isEqualTo(key(0).value());
    assertThat(alert.get("freeze").asBoolean()).isFalse();
    assertThat(count("lockout.account-locked")).isZero();

    // The honest behind the same address, and everybody elsewhere.
    assertThat(ask(Factor.PASSWORD, Optional.of(new Device("laptop", 0)), AGENCY))
        .isInstanceOf(Permitted.class);
    assertThat(ask(Factor.PASSKEY, Optional.empty(), AGENCY)).isInstanceOf(Permitted.class);
    assertThat(ask(Factor.PASSWORD, Optional.empty(), "198.51.100.0/24"))
        .isInstanceOf(Permitted.class);

    clock.advance(Duration.ofMinutes(10));
    assertThat(ask(Factor.PASSWORD, Optional.empty(), AGENCY)).isInstanceOf(Permitted.class);
  }

  /// ATTACKS 4: three common passwords over thousands of accounts from fifty addresses.
  @Test
  void one_password_over_many_accounts_is_stopped_wherever_it_comes_from() throws Exception {
    var verified = new AtomicInteger();
    for (var password = 0; password < 3; password++) {
      var fingerprint = Optional.of("common-password-" + password);
      Hands.act(
          ACCOUNTS,
          16,
          account ->
              guess(account, "198.51." + account % 50 + ".0/24", fingerprint)
                  .thenApply(answer -> {
                    if (answer instanceof Permitted) {
                      verified.incrementAndGet();
                    }
                    return answer;
                  }));
    }

    // Eleven each, and who was under way when the eleventh failed.
    assertThat(verified.get()).isBetween(33, 3 * (11 + 16));
    assertThat(count("lockout.account-locked")).isZero();
    assertThat(alerts())
        .hasSize(3)
        .allSatisfy(alert -> {
          assertThat(alert.get("rule").asText()).isEqualTo("one-password-many-accounts");
          assertThat(alert.get("evidence").size()).isGreaterThanOrEqualTo(11);
        });
  }

  /// From many networks, with many passwords, at one organisation: an alert, and nobody is stopped.
  @Test
  void an_organisation_whose_accounts_are_guessed_at_is_told_of() throws Exception {
    for (var account = 0; account < 53; account++) {
      var network = "198.51." + account + ".0/24";
      var from = new Source(network, Optional.empty(), Optional.empty(), Optional.of("CE-75"));
      assertThat(fail(account, from).join()).isInstanceOf(Permitted.class);
    }

    assertThat(alerts())
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.get("rule").asText()).isEqualTo("many-accounts-of-one-organisation");
          assertThat(alert.get("scope").asText()).isEqualTo("organisation");
          assertThat(alert.get("target").asText()).isEqualTo("CE-75");
          assertThat(alert.get("measured").asInt()).isEqualTo(51);
          assertThat(alert.get("freeze").asBoolean()).isFalse();
        });
  }

  private ToPermit ask(Factor factor, Optional<Device> device, String network) {
    return one.ask(new Permit(UUID.randomUUID(), key(1_000_000), factor, device, source(network)))
        .join();
  }

  private static Source source(String network) {
    return new Source(network, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// Asks, and fails where it is permitted.
  private CompletableFuture<ToPermit> guess(
      int account, String network, Optional<String> fingerprint) {
    return fail(account, new Source(network, fingerprint, Optional.empty(), Optional.empty()));
  }

  private CompletableFuture<ToPermit> fail(int account, Source source) {
    var permit =
        new Permit(UUID.randomUUID(), key(account), Factor.PASSWORD, Optional.empty(), source);
    var replica = account % 2 == 0 ? one : two;
    return replica
        .ask(permit)
        .thenCompose(answer ->
            answer instanceof Permitted
                ? replica
                    .tell(new Report(permit.attempt(), permit.account(), Outcome.WRONG, "nobodys"))
                    .thenApply(_ -> answer)
                : CompletableFuture.completedFuture(answer));
  }

  private static AccountKey key(int account) {
    return new AccountKey("account-%010d".formatted(account));
  }

  private List<JsonNode> alerts() throws Exception {
    var all = new ArrayList<JsonNode>();
    try (var connection = TestServers.postgres().connect(database.name(), database.service());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select payload from event where type = 'alerts.alert-raised' order by position")) {
      while (rows.next()) {
        all.add(JsonMapper.builder().build().readTree(rows.getString(1)));
      }
    }
    return all;
  }

  private long count(String type) throws Exception {
    try (var connection = TestServers.postgres().connect(database.name(), database.service());
        var statement = connection.prepareStatement("select count(*) from event where type = ?")) {
      statement.setString(1, type);
      try (var rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }
}
