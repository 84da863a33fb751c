package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.DEFAULTS;
import static fr.vigie.lockout.attempts.Story.LAPTOP;
import static fr.vigie.lockout.attempts.Story.NEW_DEVICE;
import static fr.vigie.lockout.attempts.Story.NINE;
import static fr.vigie.lockout.attempts.Story.delayed;
import static fr.vigie.lockout.attempts.Story.failed;
import static fr.vigie.lockout.attempts.Story.failure;
import static fr.vigie.lockout.attempts.Story.failures;
import static fr.vigie.lockout.attempts.Story.given;
import static fr.vigie.lockout.attempts.Story.known;
import static fr.vigie.lockout.attempts.Story.locked;
import static fr.vigie.lockout.attempts.Story.on;
import static fr.vigie.lockout.attempts.Story.open;
import static fr.vigie.lockout.attempts.Story.permit;
import static fr.vigie.lockout.attempts.Story.permitted;
import static fr.vigie.lockout.attempts.Story.policy;
import static fr.vigie.lockout.attempts.Story.recorded;
import static fr.vigie.lockout.attempts.Story.refused;
import static fr.vigie.lockout.attempts.Story.report;
import static fr.vigie.lockout.attempts.Story.succeeded;
import static fr.vigie.lockout.attempts.Story.tooManyOpen;
import static fr.vigie.lockout.locks.Factor.ONE_TIME_CODE;
import static fr.vigie.lockout.locks.Factor.PASSKEY;
import static fr.vigie.lockout.locks.Factor.PASSWORD;

import fr.vigie.contracts.lockout.LockoutEvent.DevicesRevoked;
import fr.vigie.contracts.lockout.LockoutEvent.LockCleared;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.devices.Device;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Strangers and devices, delays, locks in a row, the same wrong secret, passkeys.
class OriginsTest {

  private static final Device TABLET = new Device("alices-tablet", 0);

  @Nested
  class Devices {

    /// ATTACKS 6.
    @Test
    void what_strangers_do_takes_nothing_from_a_known_device() {
      given(failures(1, 5, PASSWORD, NINE), List.of(locked(5, NINE, NINE.plusSeconds(900))))
          .when(permit(6, PASSWORD, LAPTOP))
          .at(NINE.plusSeconds(1))
          .then(on(LAPTOP.id(), permitted(6, PASSWORD, NINE.plusSeconds(1))))
          .answers(new Permitted(NINE.plusSeconds(61)));
    }

    @Test
    void each_device_is_counted_apart() {
      given(on(LAPTOP, open(1, 10, PASSWORD, NINE)))
          .when(permit(11, PASSWORD, TABLET))
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
      given(on(LAPTOP, open(1, 10, PASSWORD, NINE)))
          .when(permit(11, PASSWORD))
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void a_device_is_locked_at_its_tenth_failure() {
      given(on(LAPTOP, failures(1, 9, PASSWORD, NINE)), on(LAPTOP, open(10, 10, PASSWORD, NINE)))
          .when(report(10, Outcome.WRONG))
          .at(NINE)
          .then(
              on(LAPTOP.id(), failed(10, PASSWORD, NINE)),
              on(LAPTOP.id(), locked(10, NINE, NINE.plusSeconds(900))))
          .answers(recorded());
    }

    @Test
    void a_completed_sign_in_makes_its_device_known() {
      given(open(1, 1, ONE_TIME_CODE, NINE))
          .when(report(1, Outcome.COMPLETED))
          .at(NINE)
          .then(succeeded(1, ONE_TIME_CODE, NINE, true))
          .answers(known(NEW_DEVICE));
    }

    @Test
    void a_known_one_keeps_its_name_and_what_failed_on_it_is_forgotten() {
      given(on(LAPTOP, failures(1, 4, PASSWORD, NINE)), on(LAPTOP, open(5, 5, ONE_TIME_CODE, NINE)))
          .when(report(5, Outcome.COMPLETED))
          .at(NINE)
          .then(on(LAPTOP.id(), succeeded(5, ONE_TIME_CODE, NINE, true)))
          .answers(known(LAPTOP.id()));
      given(
              on(LAPTOP, failures(1, 4, PASSWORD, NINE)),
              on(LAPTOP, open(5, 5, ONE_TIME_CODE, NINE)),
              List.of(on(LAPTOP.id(), succeeded(5, ONE_TIME_CODE, NINE, true))),
              on(LAPTOP, failures(6, 9, PASSWORD, NINE)))
          .when(permit(10, PASSWORD, LAPTOP))
          .under(policy(5, 5, 4))
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void the_owner_who_signs_in_gives_strangers_nothing_back() {
      given(
              open(1, 5, PASSWORD, NINE),
              on(LAPTOP, open(6, 6, ONE_TIME_CODE, NINE)),
              List.of(on(LAPTOP.id(), succeeded(6, ONE_TIME_CODE, NINE, true))))
          .when(permit(7, PASSWORD))
          .at(NINE)
          .answers(tooManyOpen());
    }

    @Test
    void one_that_was_revoked_is_a_stranger() {
      var revoked = new DevicesRevoked(Story.ALICE.value(), 1, "an-officer", "lost-device", NINE);
      given(open(1, 5, PASSWORD, NINE), List.of(revoked))
          .when(permit(6, PASSWORD, LAPTOP))
          .at(NINE)
          .then(refused(6, PASSWORD, NINE, "too-many-open"))
          .answers(tooManyOpen());
      given(open(1, 5, PASSWORD, NINE), List.of(revoked))
          .when(permit(6, PASSWORD, new Device(LAPTOP.id(), 1)))
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }
  }

  @Nested
  class Delays {

    @ParameterizedTest
    @CsvSource({"2, 30", "3, 60", "4, 120", "5, 240", "6, 480", "7, 960", "8, 1920", "9, 3600"})
    void double_from_thirty_seconds_to_an_hour(int failures, int seconds) {
      given(on(LAPTOP, failures(1, failures, PASSWORD, NINE)))
          .when(permit(20, PASSWORD, LAPTOP))
          .under(DEFAULTS)
          .at(NINE)
          .answers(delayed(seconds));
      given(on(LAPTOP, failures(1, failures, PASSWORD, NINE)))
          .when(permit(20, PASSWORD, LAPTOP))
          .under(DEFAULTS)
          .at(NINE.plusSeconds(seconds))
          .answers(new Permitted(NINE.plusSeconds(seconds + 60)));
    }

    @Test
    void a_first_slip_costs_nothing() {
      given(failures(1, 1, PASSWORD, NINE))
          .when(permit(2, PASSWORD))
          .under(DEFAULTS)
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void are_told_once_for_an_attempt_that_may_then_be_permitted() {
      given(failures(1, 2, PASSWORD, NINE))
          .when(permit(3, PASSWORD))
          .under(DEFAULTS)
          .at(NINE)
          .then(refused(3, PASSWORD, NINE, "delayed"))
          .answers(delayed(30));
      given(failures(1, 2, PASSWORD, NINE), List.of(refused(3, PASSWORD, NINE, "delayed")))
          .when(permit(3, PASSWORD))
          .under(DEFAULTS)
          .at(NINE.plusSeconds(29))
          .then()
          .answers(delayed(1));
      given(failures(1, 2, PASSWORD, NINE), List.of(refused(3, PASSWORD, NINE, "delayed")))
          .when(permit(3, PASSWORD))
          .under(DEFAULTS)
          .at(NINE.plusSeconds(30))
          .then(permitted(3, PASSWORD, NINE.plusSeconds(30)))
          .answers(new Permitted(NINE.plusSeconds(90)));
    }

    @Test
    void of_strangers_are_not_the_devices() {
      given(failures(1, 4, PASSWORD, NINE))
          .when(permit(5, PASSWORD, LAPTOP))
          .under(DEFAULTS)
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }
  }

  @Nested
  class SameSecrets {

    /// A program with an old password does not lock its owner out.
    @Test
    void the_same_wrong_password_counts_once_however_often_it_comes() {
      given(
              failure(1, "fingerprint-of-one", NINE),
              failure(2, "fingerprint-of-one", NINE),
              failure(3, "fingerprint-of-one", NINE),
              failure(4, "fingerprint-of-one", NINE),
              failure(5, "fingerprint-of-one", NINE),
              open(6, 6, PASSWORD, NINE.plusSeconds(30)))
          .when(report(6, Outcome.WRONG))
          .at(NINE.plusSeconds(30))
          .then(failed(6, PASSWORD, NINE.plusSeconds(30)))
          .answers(recorded());
    }

    @Test
    void but_each_has_to_wait() {
      given(failure(1, "fingerprint-of-one", NINE), failure(2, "fingerprint-of-one", NINE))
          .when(permit(3, "fingerprint-of-one"))
          .under(DEFAULTS)
          .at(NINE)
          .answers(delayed(30));
    }

    /// ATTACKS 1, with one and the same password: no more are hashed than of different ones.
    @Test
    void while_they_are_under_way_each_takes_a_place() {
      var first = open(1, 5, PASSWORD, NINE);

      given(first).when(permit(6, "fingerprint-of-one")).at(NINE).answers(tooManyOpen());
    }

    @Test
    void five_different_ones_lock_whatever_came_twice() {
      given(
              failure(1, "fingerprint-of-one", NINE),
              failure(2, "fingerprint-of-one", NINE),
              failures(3, 5, ONE_TIME_CODE, NINE),
              open(6, 6, PASSWORD, NINE))
          .when(report(6, Outcome.WRONG))
          .at(NINE)
          .then(failed(6, PASSWORD, NINE), locked(5, NINE, NINE.plusSeconds(900)))
          .answers(recorded());
    }
  }

  @Nested
  class InARow {

    @ParameterizedTest
    @CsvSource({"1, 1800", "2, 3600", "3, 7200", "4, 14400", "5, 28800", "6, 43200", "7, 43200"})
    void a_lock_lasts_twice_as_long_as_the_one_before(int before, int seconds) {
      var until = NINE.plusSeconds(900);
      given(
              List.of(lockedTimes(before, NINE, until)),
              failures(6, 9, PASSWORD, until),
              open(10, 10, PASSWORD, until))
          .when(report(10, Outcome.WRONG))
          .at(until)
          .then(
              failed(10, PASSWORD, until),
              lockedTimes(before + 1, until, until.plusSeconds(seconds)))
          .answers(recorded());
    }

    @Test
    void half_a_day_after_a_lock_the_next_is_a_first_one() {
      var later = NINE.plusSeconds(900).plus(Duration.ofHours(12));
      given(
              List.of(lockedTimes(3, NINE, NINE.plusSeconds(900))),
              failures(6, 9, PASSWORD, later),
              open(10, 10, PASSWORD, later))
          .when(report(10, Outcome.WRONG))
          .at(later)
          .then(failed(10, PASSWORD, later), lockedTimes(1, later, later.plusSeconds(900)))
          .answers(recorded());
    }

    @Test
    void an_officer_ends_lock_failures_and_row() {
      given(
              failures(1, 5, PASSWORD, NINE),
              List.of(
                  lockedTimes(4, NINE, NINE.plusSeconds(9000)),
                  new LockCleared(
                      Story.ALICE.value(), "an-officer", "identity-proved", NINE.plusSeconds(60))),
              failures(6, 9, PASSWORD, NINE.plusSeconds(60)),
              open(10, 10, PASSWORD, NINE.plusSeconds(60)))
          .when(report(10, Outcome.WRONG))
          .at(NINE.plusSeconds(60))
          .then(
              failed(10, PASSWORD, NINE.plusSeconds(60)),
              lockedTimes(1, NINE.plusSeconds(60), NINE.plusSeconds(960)))
          .answers(recorded());
    }

    private static fr.vigie.contracts.lockout.LockoutEvent lockedTimes(
        int times, Instant at, Instant until) {
      return new fr.vigie.contracts.lockout.LockoutEvent.AccountLocked(
          Story.ALICE.value(), 5, at, until, null, times);
    }
  }

  @Nested
  class Passkeys {

    @Test
    void are_permitted_whatever_is_locked() {
      given(failures(1, 5, PASSWORD, NINE), List.of(locked(5, NINE, NINE.plusSeconds(900))))
          .when(permit(6, PASSKEY))
          .at(NINE)
          .then(permitted(6, PASSKEY, NINE))
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void never_count() {
      given(failures(1, 20, PASSKEY, NINE), open(21, 21, PASSKEY, NINE))
          .when(report(21, Outcome.WRONG))
          .at(NINE)
          .then(failed(21, PASSKEY, NINE))
          .answers(recorded());
      given(failures(1, 20, PASSKEY, NINE))
          .when(permit(21, PASSWORD))
          .under(DEFAULTS)
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void complete_a_sign_in_and_make_its_device_known() {
      given(open(1, 1, PASSKEY, NINE))
          .when(report(1, Outcome.COMPLETED))
          .at(NINE)
          .then(succeeded(1, PASSKEY, NINE, true))
          .answers(known(NEW_DEVICE));
    }

    @Test
    void a_locked_account_stays_locked_for_guesses() {
      given(
              failures(1, 5, PASSWORD, NINE),
              List.of(locked(5, NINE, NINE.plusSeconds(900))),
              open(6, 6, PASSKEY, NINE))
          .when(permit(7, PASSWORD))
          .at(NINE.plusSeconds(60))
          .answers(new Locked(Duration.ofMinutes(14)));
    }
  }
}
