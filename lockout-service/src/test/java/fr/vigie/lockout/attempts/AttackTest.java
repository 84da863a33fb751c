package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.SOMEWHERE;
import static fr.vigie.lockout.locks.Factor.ONE_TIME_CODE;
import static fr.vigie.lockout.locks.Factor.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.lockout.LockoutEvent.AccountLocked;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptPermitted;
import fr.vigie.contracts.lockout.LockoutEvent.AttemptSucceeded;
import fr.vigie.contracts.lockout.PolicyEvent.PolicyApproved;
import fr.vigie.embedded.Database;
import fr.vigie.eventstore.StoreBusyException;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradicted;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptAnswer.Recorded;
import fr.vigie.lockout.attempts.AttemptAnswer.ToPermit;
import fr.vigie.lockout.attempts.AttemptAnswer.ToReport;
import fr.vigie.lockout.attempts.AttemptAnswer.Wait;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import fr.vigie.lockout.attempts.AttemptCommand.Report;
import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.locks.LockTags;
import fr.vigie.testkit.MutableClock;
import fr.vigie.testkit.TestServers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a thief with many hands tries, against two replicas on one real database whose clocks are
/// two seconds apart.
class AttackTest {

  private static Database database;
  private static Replica one;
  private static Replica two;

  private final AccountKey account = new AccountKey("account-" + UUID.randomUUID());
  private final AtomicInteger hashed = new AtomicInteger();

  @BeforeAll
  static void start() {
    database = TestServers.database("attack");
    TestServers.migrate(database, "db/event-store");
    one = new Replica(database, MutableClock.at("2026-01-05T09:00:00Z"));
    two = new Replica(database, MutableClock.at("2026-01-05T09:00:02Z"));
  }

  @AfterAll
  static void stop() {
    one.close();
    two.close();
  }

  /// ATTACKS 1.
  @Test
  void of_a_thousand_parallel_wrong_passwords_five_are_hashed() {
    var guesses = IntStream.range(0, 1_000).mapToObj(_ -> guess(PASSWORD)).toList();
    var answers = together(1_000, number -> on(number).ask(guesses.get(number)));
    together(
        1_000,
        number ->
            answers.get(number) instanceof Permitted
                ? hash()
                    .thenCompose(_ -> report(number + 1, guesses.get(number), Outcome.WRONG))
                    .thenApply(_ -> true)
                : CompletableFuture.completedFuture(true));

    assertThat(hashed).hasValue(5);
    assertThat(answers.stream().filter(Permitted.class::isInstance)).hasSize(5);
    assertThat(events(AttemptPermitted.class)).isEqualTo(5);
    assertThat(events(AccountLocked.class)).isEqualTo(1);
    assertThat(one.status(account).state()).isEqualTo("locked");
    assertThat(two.status(account).state()).isEqualTo("locked");
  }

  /// ATTACKS 2: the right password after the fifth reservation.
  @Test
  void the_right_password_among_them_comes_too_late() {
    var guesses = IntStream.range(0, 5).mapToObj(_ -> guess(PASSWORD)).toList();
    together(5, number -> on(number).ask(guesses.get(number)));
    var right = guess(PASSWORD);

    var early = one.ask(right).join();
    together(5, number -> report(number, guesses.get(number), Outcome.WRONG));
    var late = two.ask(right).join();

    assertThat(early).isInstanceOf(Wait.class);
    assertThat(late).isInstanceOf(Locked.class);
    assertThat(events(AccountLocked.class)).isEqualTo(1);
    assertThat(events(AttemptSucceeded.class)).isZero();
  }

  /// ATTACKS 2: the right password before that.
  @Test
  void the_right_password_that_came_in_time_is_heard_and_nothing_locks() {
    var guesses = IntStream.range(0, 5).mapToObj(_ -> guess(PASSWORD)).toList();
    together(5, number -> on(number).ask(guesses.get(number)));

    var answers =
        together(
            5,
            number ->
                report(number, guesses.get(number), number == 3 ? Outcome.RIGHT : Outcome.WRONG));

    assertThat(answers).allMatch(Recorded.class::isInstance);
    assertThat(events(AccountLocked.class)).isZero();
    assertThat(two.status(account).failures()).isEqualTo(4);
    assertThat(two.status(account).left()).isEqualTo(1);
  }

  /// ATTACKS 3: waiting for a turn is no refusal.
  @Test
  void twenty_right_sign_ins_at_once_all_succeed() {
    var answers = together(20, this::signIn);

    assertThat(answers).hasSize(20).allMatch(Recorded.class::isInstance);
    assertThat(events(AccountLocked.class)).isZero();
    assertThat(one.status(account).failures()).isZero();
    assertThat(one.status(account).open()).isZero();
  }

  /// ATTACKS 10: the thief has the password, begins afresh each time, and guesses at the code.
  @Test
  void fresh_sessions_give_no_more_one_time_codes_than_old_ones() {
    var verified = 0;
    var locked = false;
    for (var session = 0; session < 100 && !locked; session++) {
      var password = guess(PASSWORD);
      var code = guess(ONE_TIME_CODE);
      locked = on(session).ask(password).join() instanceof Locked;
      if (!locked) {
        report(session, password, Outcome.RIGHT).join();
        assertThat(on(session).ask(code).join()).isInstanceOf(Permitted.class);
        verified++;
        report(session, code, Outcome.WRONG).join();
      }
    }

    assertThat(locked).isTrue();
    assertThat(verified).isEqualTo(5);
  }

  /// ATTACKS 11: nothing here prompts anybody from afar; and codes that are asked for over and over
  /// and never given use up guesses like wrong ones.
  @Test
  void codes_that_are_asked_for_and_never_given_fill_the_measure() {
    var clock = MutableClock.at("2026-01-05T10:00:00Z");
    try (var replica = new Replica(database, clock)) {
      for (var number = 0; number < 5; number++) {
        assertThat(replica.ask(guess(ONE_TIME_CODE)).join()).isInstanceOf(Permitted.class);
      }
      assertThat(replica.ask(guess(ONE_TIME_CODE)).join()).isInstanceOf(Wait.class);

      clock.advance(Duration.ofSeconds(61));

      assertThat(replica.ask(guess(ONE_TIME_CODE)).join()).isInstanceOf(Locked.class);
    }
  }

  /// ATTACKS 6: more strangers at once than may wait in a lane. They are turned away, and whoever
  /// has a known device or a passkey is let in beside them.
  @Test
  void a_flood_of_strangers_keeps_no_known_device_and_no_passkey_waiting() {
    var flood = new ArrayList<CompletableFuture<Boolean>>();
    for (var number = 0; number < 3_000; number++) {
      flood.add(one.ask(guess(PASSWORD)).handle((_, fault) -> fault == null || busy(fault)));
    }
    var laptop = Optional.of(new Device("laptop", 0));
    var known = new Permit(UUID.randomUUID(), account, PASSWORD, laptop, SOMEWHERE);

    var permitted = one.ask(known).join();
    var heard = one.tell(new Report(known.attempt(), account, Outcome.COMPLETED, "laptop")).join();
    var passkey = one.ask(guess(Factor.PASSKEY)).join();

    assertThat(permitted).isInstanceOf(Permitted.class);
    assertThat(heard).isInstanceOf(Recorded.class);
    assertThat(passkey).isInstanceOf(Permitted.class);
    assertThat(flood).allMatch(CompletableFuture::join);
  }

  private static boolean busy(Throwable fault) {
    return fault instanceof StoreBusyException || fault.getCause() instanceof StoreBusyException;
  }

  /// The same attempt sent many times, as a client does that hears no answer.
  @Test
  void one_attempt_however_often_it_is_sent_is_one_permit() {
    var guess = guess(PASSWORD);

    var answers = together(50, number -> on(number).ask(guess));

    assertThat(answers.stream().distinct()).hasSize(1).allMatch(Permitted.class::isInstance);
    assertThat(events(AttemptPermitted.class)).isEqualTo(1);
  }

  /// Both of two contradictory reports at once: one is taken, the other changes nothing.
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void of_two_opposite_outcomes_one_is_taken(int round) {
    var guess = guess(PASSWORD);
    on(round).ask(guess).join();

    var answers =
        together(2, number -> report(number, guess, number == 0 ? Outcome.WRONG : Outcome.RIGHT));

    assertThat(answers.stream().filter(Recorded.class::isInstance)).hasSize(1);
    assertThat(answers.stream().filter(Contradicted.class::isInstance)).hasSize(1);
  }

  /// At the turn of a period one replica writes into one that the other has not reached.
  @Test
  void the_turn_of_a_period_and_clocks_apart_change_no_bound() {
    var another = TestServers.database("midnight");
    TestServers.migrate(another, "db/event-store");
    try (var before = new Replica(another, MutableClock.at("2026-01-06T23:59:59Z"));
        var after = new Replica(another, MutableClock.at("2026-01-07T00:00:01Z"))) {

      var answers = together(40, number -> (number % 2 == 0 ? before : after).ask(guess(PASSWORD)));

      assertThat(answers.stream().filter(Permitted.class::isInstance)).hasSize(5);
    }
  }

  /// ATTACKS 50: the other replica has read the account before, and has heard of no new policy.
  @Test
  void a_policy_is_in_force_on_every_replica_from_its_approval_on() {
    var another = TestServers.database("policy");
    TestServers.migrate(another, "db/event-store");
    var clock = MutableClock.at("2026-01-05T09:00:00Z");
    try (var here = new Replica(another, clock);
        var there = new Replica(another, clock)) {
      for (var guess : List.of(guess(PASSWORD), guess(PASSWORD))) {
        assertThat(here.ask(guess).join()).isInstanceOf(Permitted.class);
        here.tell(new Report(guess.attempt(), account, Outcome.WRONG, "nobodys")).join();
      }

      there.put(
          new PolicyApproved(
              "a-proposal", List.of("strangers=2", "free=1"), "oscar", "olga", clock.instant()));

      assertThat(here.ask(guess(PASSWORD)).join()).isInstanceOf(Locked.class);
    }
  }

  private CompletableFuture<ToReport> signIn(int number) {
    var password = guess(PASSWORD);
    var code = guess(ONE_TIME_CODE);
    return turn(number, password)
        .thenCompose(_ -> hash())
        .thenCompose(_ -> report(number + 1, password, Outcome.RIGHT))
        .thenCompose(_ -> turn(number, code))
        .thenCompose(_ -> report(number, code, Outcome.COMPLETED));
  }

  private CompletableFuture<ToPermit> turn(int number, Permit guess) {
    return on(number)
        .ask(guess)
        .thenCompose(answer ->
            answer instanceof Wait
                ? soon().thenCompose(_ -> turn(number + 1, guess))
                : CompletableFuture.completedFuture(answer))
        .thenApply(answer -> {
          assertThat(answer).isInstanceOf(Permitted.class);
          return answer;
        });
  }

  /// Verifying a password takes a while.
  private CompletableFuture<Integer> hash() {
    return soon().thenApply(_ -> hashed.incrementAndGet());
  }

  private static CompletableFuture<Boolean> soon() {
    return CompletableFuture.supplyAsync(
        () -> true, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS, Hands::run));
  }

  private Permit guess(Factor factor) {
    return new Permit(UUID.randomUUID(), account, factor, Optional.empty(), SOMEWHERE);
  }

  private CompletableFuture<ToReport> report(int number, Permit guess, Outcome outcome) {
    return on(number).tell(new Report(guess.attempt(), account, outcome, "device-" + number));
  }

  private static Replica on(int number) {
    return number % 2 == 0 ? one : two;
  }

  private interface Task<T> {
    CompletableFuture<T> start(int number);
  }

  private static <T> List<T> together(int count, Task<T> task) {
    var all = new ArrayList<CompletableFuture<T>>();
    for (var number = 0; number < count; number++) {
      all.add(task.start(number));
    }
    return all.stream().map(CompletableFuture::join).toList();
  }

  private long events(Class<?> type) {
    var now = MutableClock.at("2026-01-05T09:00:00Z").instant();
    return one.read(LockTags.around(account, now)).stream()
        .filter(event -> type.isInstance(event.payload()))
        .count();
  }
}
