package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.DEFAULTS;
import static fr.vigie.lockout.attempts.Story.NINE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.attempts.AttemptCommand.Source;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Bound;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.LockTags;
import fr.vigie.lockout.locks.Origin;
import fr.vigie.testkit.MutableClock;
import fr.vigie.testkit.PartedLine;
import fr.vigie.testkit.TestServers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Three replicas on one PostgreSQL, their clocks up to two seconds apart. Kafka takes no part in a
/// decision: it is away all the time.
class ReplicasTest {

  private static final boolean LONG = Boolean.getBoolean("vigie.long");
  private static final int ROUNDS = LONG ? 1_000 : 6;
  private static final int PARALLEL = 200;
  private static final int CUTS = LONG ? 100 : 2;
  private static final int PATIENCE_SECONDS = 3;
  private static final int GUESSES = LONG ? 100_000 : 1_500;
  private static final int NETWORKS = LONG ? 10_000 : 150;

  private final List<MutableClock> clocks =
      List.of(
          MutableClock.at(NINE.toString()),
          MutableClock.at(NINE.plusSeconds(1).toString()),
          MutableClock.at(NINE.plusSeconds(2).toString()));
  private final Replica[] replicas = new Replica[3];
  private Path folder = Path.of("");
  private PostgresServer server;
  private Database database;

  ReplicasTest() throws IOException {
    folder = Files.createTempDirectory("vigie-replicas");
    server = PostgresServer.start(folder, 0);
    database = TestServers.databaseOn(server, "replicas");
    TestServers.migrate(database, "db/event-store");
  }

  @BeforeEach
  void start() {
    for (var number = 0; number < 3; number++) {
      replicas[number] = new Replica(database, clocks.get(number), DEFAULTS);
    }
  }

  @AfterEach
  void stop() throws IOException {
    for (var replica : replicas) {
      replica.close();
    }
    server.close();
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    }
  }

  /// In every third round a replica is taken away in the middle; in the long run the database is
  /// killed as well, now and then. What is not answered is not verified.
  @Test
  void of_two_hundred_parallel_guesses_five_are_verified_whatever_dies() throws Exception {
    var seed = Long.getLong("seed", new Random().nextLong());
    var random = new Random(seed);
    for (var round = 0; round < ROUNDS; round++) {
      var account = someone();
      var victim = round % 3 == 2 ? random.nextInt(3) : -1;
      var at = random.nextInt(PARALLEL);
      var killed = LONG && round % 50 == 49;
      var verified = new AtomicInteger();
      var network = "round-" + round + "/24";

      Hands.act(
          PARALLEL,
          PARALLEL,
          number -> {
            if (number == at && victim >= 0) {
              replicas[victim].close();
            }
            if (number == at && killed) {
              server.process().kill();
            }
            var guess = stranger(account, network);
            return on(number)
                .ask(guess)
                .thenCompose(answer ->
                    answer instanceof Permitted
                        ? wrong(number + verified.incrementAndGet(), guess)
                        : CompletableFuture.completedFuture(answer));
          });

      if (killed) {
        server.restart();
      }
      if (victim >= 0) {
        replicas[victim] = new Replica(database, clocks.get(victim), DEFAULTS);
      }
      if (killed) {
        awaitAnswers(network);
      }
      assertThat(verified).as("seed %d, round %d", seed, round).hasValueLessThanOrEqualTo(5);
      assertThat(permits(account)).as("seed %d, round %d", seed, round).isLessThanOrEqualTo(5);
      // Two that are told wrong before the others are decided hold the rest up for half a minute.
      if (victim < 0 && !killed) {
        assertThat(verified).as("seed %d, round %d", seed, round).hasValueGreaterThanOrEqualTo(2);
      }
    }
  }

  /// Until every replica has found the database again.
  private void awaitAnswers(String network) {
    for (var replica : replicas) {
      await()
          .until(() ->
              replica.ask(stranger(someone(), network)).handle((_, fault) -> fault == null).join());
    }
  }

  /// ATTACKS 30: a replica the network parts from the database, in the middle of everything. It
  /// gives no permit, the others serve on, and what it had under way is counted when the line is
  /// whole again.
  @Test
  void a_replica_that_is_cut_off_gives_nothing_and_the_others_go_on() throws Exception {
    try (var line = PartedLine.to(database.port());
        var far = new Replica(through(line), clocks.get(2), DEFAULTS)) {
      for (var round = 0; round < CUTS; round++) {
        var account = someone();
        var verified = new AtomicInteger();
        var network = "cut-" + round + "/24";

        try {
          Hands.act(
              PARALLEL,
              PARALLEL,
              number -> {
                if (number == PARALLEL / 4) {
                  line.part();
                }
                var guess = stranger(account, network);
                var answer =
                    number % 3 == 2
                        ? far.ask(guess).orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                        : on(number % 3).ask(guess);
                return answer.thenCompose(told -> {
                  if (told instanceof Permitted) {
                    verified.incrementAndGet();
                    return wrong(number % 2, guess);
                  }
                  return CompletableFuture.completedFuture(told);
                });
              });
          assertThat(
                  far.ask(stranger(someone(), network))
                      .orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                      .handle((told, _) -> told instanceof Permitted)
                      .join())
              .isFalse();
          assertThat(on(0).ask(stranger(someone(), network)).join()).isInstanceOf(Permitted.class);
        } finally {
          line.mend();
        }

        assertThat(far.ask(stranger(someone(), network)).join()).isInstanceOf(Permitted.class);
        assertThat(verified).hasValueLessThanOrEqualTo(5);
        assertThat(permits(account)).isLessThanOrEqualTo(5);
      }
    }
  }

  private Database through(PartedLine line) {
    return new Database(database.name(), line.port(), database.owner(), database.service());
  }

  private long permits(AccountKey account) {
    return replicas[0].read(LockTags.around(account, NINE)).stream()
        .filter(event -> event.payload() instanceof AttemptPermitted)
        .count();
  }

  /// ATTACKS 6: a day of guesses from everywhere, while the owner signs in on a device that is
  /// known. The owner is never refused, and strangers get no more than the bound.
  @Test
  void strangers_get_the_bound_and_the_owner_is_never_refused() {
    var account = new AccountKey("owner-" + UUID.randomUUID());
    var verified = new AtomicInteger();
    var over = new AtomicBoolean();
    var signingIn = new ReentrantLock(true);
    var first = signIn(account, 0);
    var owner = new CompletableFuture<List<ToPermit>>();
    Hands.start(
        () -> {
          var answers = new ArrayList<>(first);
          while (!over.get()) {
            signingIn.lock();
            try {
              answers.addAll(signIn(account, answers.size()));
            } finally {
              signingIn.unlock();
            }
          }
          return answers;
        },
        owner);
    var random = new Random(1);

    for (var step = 0; step < 96; step++) {
      Hands.act(
          GUESSES / 96,
          64,
          number -> {
            var guess = stranger(account, "10." + random.nextInt(NETWORKS) + "/24");
            return on(number)
                .ask(guess)
                .thenCompose(answer ->
                    answer instanceof Permitted
                        ? wrong(number + verified.incrementAndGet(), guess)
                        : CompletableFuture.completedFuture(answer));
          });
      // Not in the middle of a sign-in, which would take the owner a quarter of an hour.
      signingIn.lock();
      try {
        clocks.forEach(clock -> clock.advance(Duration.ofMinutes(15)));
      } finally {
        signingIn.unlock();
      }
    }
    over.set(true);

    assertThat(owner.join()).isNotEmpty().allMatch(Permitted.class::isInstance);
    assertThat(verified.get())
        .isGreaterThanOrEqualTo(30)
        .isLessThanOrEqualTo(Bound.guesses(DEFAULTS, new Origin.Strangers(), Duration.ofHours(24)));
    assertThat(
            replicas[0].read(LockTags.around(account, clocks.getFirst().instant())).stream()
                .filter(event -> event.payload() instanceof AccountLocked))
        .isNotEmpty();
  }

  /// Both factors on the owner's device; what was asked for and refused would be in the list.
  private List<ToPermit> signIn(AccountKey account, int number) {
    var laptop = Optional.of(new Device("laptop", 0));
    var answers = new ArrayList<ToPermit>();
    for (var factor : List.of(Factor.PASSWORD, Factor.ONE_TIME_CODE)) {
      var attempt = new Permit(UUID.randomUUID(), account, factor, laptop, Story.SOMEWHERE);
      answers.add(on(number).ask(attempt).join());
      var outcome = factor == Factor.PASSWORD ? Outcome.RIGHT : Outcome.COMPLETED;
      on(number + 1).tell(new Report(attempt.attempt(), account, outcome, "new")).join();
    }
    return answers;
  }

  private static AccountKey someone() {
    return new AccountKey("account-" + UUID.randomUUID());
  }

  private static Permit stranger(AccountKey account, String network) {
    return new Permit(
        UUID.randomUUID(),
        account,
        Factor.PASSWORD,
        Optional.empty(),
        new Source(network, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private CompletableFuture<AttemptAnswer> wrong(int number, Permit guess) {
    return on(number)
        .tell(new Report(guess.attempt(), guess.account(), Outcome.WRONG, "nobodys"))
        .thenApply(AttemptAnswer.class::cast);
  }

  private Replica on(int number) {
    return replicas[number % 3];
  }
}
