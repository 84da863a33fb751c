package fr.vigie.lockout.attempts;

import static fr.vigie.lockout.attempts.Story.BRUNO;
import static fr.vigie.lockout.attempts.Story.NEW_DEVICE;
import static fr.vigie.lockout.attempts.Story.NINE;
import static fr.vigie.lockout.attempts.Story.SOMEWHERE;
import static fr.vigie.lockout.attempts.Story.attempt;
import static fr.vigie.lockout.attempts.Story.expired;
import static fr.vigie.lockout.attempts.Story.failed;
import static fr.vigie.lockout.attempts.Story.failures;
import static fr.vigie.lockout.attempts.Story.given;
import static fr.vigie.lockout.attempts.Story.known;
import static fr.vigie.lockout.attempts.Story.locked;
import static fr.vigie.lockout.attempts.Story.open;
import static fr.vigie.lockout.attempts.Story.permit;
import static fr.vigie.lockout.attempts.Story.permitted;
import static fr.vigie.lockout.attempts.Story.recorded;
import static fr.vigie.lockout.attempts.Story.refused;
import static fr.vigie.lockout.attempts.Story.report;
import static fr.vigie.lockout.attempts.Story.succeeded;
import static fr.vigie.lockout.attempts.Story.tooManyOpen;
import static fr.vigie.lockout.locks.Factor.ONE_TIME_CODE;
import static fr.vigie.lockout.locks.Factor.PASSWORD;

import fr.vigie.lockout.attempts.AttemptAnswer.Contradicted;
import fr.vigie.lockout.attempts.AttemptAnswer.Contradiction;
import fr.vigie.lockout.attempts.AttemptAnswer.Locked;
import fr.vigie.lockout.attempts.AttemptAnswer.Permitted;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.attempts.AttemptCommand.Permit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class StandingTest {

  @Nested
  class Permits {

    @Test
    void a_first_guess_is_permitted_for_a_minute() {
      given()
          .when(permit(1, PASSWORD))
          .at(NINE)
          .then(permitted(1, PASSWORD, NINE))
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void a_fifth_guess_is_permitted_after_four_failures() {
      given(failures(1, 4, PASSWORD, NINE))
          .when(permit(5, PASSWORD))
          .at(NINE.plusSeconds(1))
          .then(permitted(5, PASSWORD, NINE.plusSeconds(1)))
          .answers(new Permitted(NINE.plusSeconds(61)));
    }

    @Test
    void open_permits_count_as_failures_that_may_still_come() {
      given(failures(1, 2, PASSWORD, NINE), open(3, 5, PASSWORD, NINE))
          .when(permit(6, PASSWORD))
          .at(NINE.plusSeconds(1))
          .then(refused(6, PASSWORD, NINE.plusSeconds(1), "too-many-open"))
          .answers(tooManyOpen());
    }

    @Test
    void both_factors_share_one_count() {
      given(failures(1, 3, PASSWORD, NINE), open(4, 5, ONE_TIME_CODE, NINE))
          .when(permit(6, ONE_TIME_CODE))
          .at(NINE.plusSeconds(1))
          .then(refused(6, ONE_TIME_CODE, NINE.plusSeconds(1), "too-many-open"))
          .answers(tooManyOpen());
    }

    @Test
    void who_waited_for_a_turn_gets_it_with_the_same_attempt() {
      given(
              open(1, 5, PASSWORD, NINE),
              List.of(
                  refused(6, PASSWORD, NINE, "too-many-open"),
                  succeeded(1, PASSWORD, NINE.plusMillis(300), false)))
          .when(permit(6, PASSWORD))
          .at(NINE.plusSeconds(1))
          .then(permitted(6, PASSWORD, NINE.plusSeconds(1)))
          .answers(new Permitted(NINE.plusSeconds(61)));
    }

    @Test
    void who_still_waits_leaves_no_second_event() {
      given(open(1, 5, PASSWORD, NINE), List.of(refused(6, PASSWORD, NINE, "too-many-open")))
          .when(permit(6, PASSWORD))
          .at(NINE.plusSeconds(1))
          .then()
          .answers(tooManyOpen());
    }

    @Test
    void asked_again_the_answer_is_the_same_without_a_second_event() {
      given(open(1, 1, PASSWORD, NINE))
          .when(permit(1, PASSWORD))
          .at(NINE.plusSeconds(5))
          .then()
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void a_refusal_asked_for_again_stays_one() {
      given(
              failures(1, 5, PASSWORD, NINE),
              List.of(locked(5, NINE, NINE.plusSeconds(900)), refused(6, PASSWORD, NINE, "locked")))
          .when(permit(6, PASSWORD))
          .at(NINE.plusSeconds(100))
          .then()
          .answers(new Locked(Duration.ofSeconds(800)));
    }

    @Test
    void an_attempt_with_an_outcome_permits_nothing_more() {
      given(failures(1, 1, PASSWORD, NINE))
          .when(permit(1, PASSWORD))
          .at(NINE.plusSeconds(1))
          .then()
          .answers(new Contradicted(Contradiction.REPORTED));
    }

    @Test
    void an_attempt_belongs_to_one_account_and_one_factor() {
      given(open(1, 1, PASSWORD, NINE))
          .when(new Permit(attempt(1), BRUNO, PASSWORD, Optional.empty(), SOMEWHERE))
          .at(NINE)
          .then()
          .answers(new Contradicted(Contradiction.OTHER_ATTEMPT));
      given(open(1, 1, PASSWORD, NINE))
          .when(permit(1, ONE_TIME_CODE))
          .at(NINE)
          .then()
          .answers(new Contradicted(Contradiction.OTHER_ATTEMPT));
    }
  }

  @Nested
  class Locks {

    @Test
    void closes_at_the_fifth_failure() {
      given(failures(1, 4, PASSWORD, NINE), open(5, 5, ONE_TIME_CODE, NINE))
          .when(report(5, Outcome.WRONG))
          .at(NINE.plusSeconds(30))
          .then(
              failed(5, ONE_TIME_CODE, NINE.plusSeconds(30)),
              locked(5, NINE.plusSeconds(30), NINE.plusSeconds(930)))
          .answers(recorded());
    }

    @Test
    void refuses_while_it_lasts() {
      given(failures(1, 5, PASSWORD, NINE), List.of(locked(5, NINE, NINE.plusSeconds(900))))
          .when(permit(6, PASSWORD))
          .at(NINE.plusSeconds(899))
          .then(refused(6, PASSWORD, NINE.plusSeconds(899), "locked"))
          .answers(new Locked(Duration.ofSeconds(1)));
    }

    @Test
    void a_lock_that_has_run_out_counts_as_open() {
      given(failures(1, 5, PASSWORD, NINE), List.of(locked(5, NINE, NINE.plusSeconds(900))))
          .when(permit(6, PASSWORD))
          .at(NINE.plusSeconds(900))
          .then(
              expired(NINE.plusSeconds(900), NINE.plusSeconds(900)),
              permitted(6, PASSWORD, NINE.plusSeconds(900)))
          .answers(new Permitted(NINE.plusSeconds(960)));
    }

    @Test
    void after_it_the_count_starts_afresh() {
      var later = NINE.plusSeconds(1000);
      given(
              failures(1, 5, PASSWORD, NINE),
              List.of(locked(5, NINE, NINE.plusSeconds(900))),
              failures(6, 9, PASSWORD, later))
          .when(permit(10, PASSWORD))
          .at(later)
          .then(permitted(10, PASSWORD, later))
          .answers(new Permitted(later.plusSeconds(60)));
    }

    @Test
    void five_permits_nobody_reported_on_lock_from_the_moment_the_last_expired() {
      given(open(1, 5, PASSWORD, NINE))
          .when(permit(6, PASSWORD))
          .at(NINE.plusSeconds(100))
          .then(
              locked(5, NINE.plusSeconds(100), NINE.plusSeconds(960)),
              refused(6, PASSWORD, NINE.plusSeconds(100), "locked"))
          .answers(new Locked(Duration.ofSeconds(860)));
    }

    @Test
    void a_lock_nobody_noticed_lasts_though_its_failures_are_forgotten_meanwhile() {
      var expired = NINE.plusSeconds(43_199);
      var asked = NINE.plusSeconds(43_500);
      given(failures(1, 4, PASSWORD, NINE), open(5, 5, PASSWORD, expired.minusSeconds(60)))
          .when(permit(6, PASSWORD))
          .at(asked)
          .then(locked(5, asked, expired.plusSeconds(900)), refused(6, PASSWORD, asked, "locked"))
          .answers(new Locked(Duration.ofSeconds(599)));
    }

    @Test
    void a_lock_noticed_after_it_ran_out_is_told_and_hinders_nobody() {
      var later = NINE.plusSeconds(3600);
      given(open(1, 5, PASSWORD, NINE))
          .when(permit(6, PASSWORD))
          .at(later)
          .then(
              locked(5, later, NINE.plusSeconds(960)),
              expired(NINE.plusSeconds(960), later),
              permitted(6, PASSWORD, later))
          .answers(new Permitted(later.plusSeconds(60)));
    }

    @Test
    void a_lock_noticed_late_forgives_no_guess_permitted_since() {
      var since = NINE.plusSeconds(2000);
      given(
              open(1, 5, PASSWORD, NINE),
              open(6, 10, PASSWORD, since),
              List.of(locked(5, since, NINE.plusSeconds(960))))
          .when(permit(11, PASSWORD))
          .at(since)
          .answers(tooManyOpen());
    }

    @Test
    void a_permit_on_a_clock_ahead_proves_that_the_lock_has_run_out() {
      var ahead = NINE.plusSeconds(901);
      given(
              failures(1, 5, PASSWORD, NINE),
              List.of(locked(5, NINE, NINE.plusSeconds(900))),
              open(6, 10, PASSWORD, ahead))
          .when(permit(11, PASSWORD))
          .at(NINE.plusSeconds(899))
          .then(refused(11, PASSWORD, NINE.plusSeconds(899), "too-many-open"))
          .answers(tooManyOpen());
    }

    @Test
    void another_accounts_attempts_count_for_nothing_here() {
      given(failures(1, 5, PASSWORD, NINE), List.of(locked(5, NINE, NINE.plusSeconds(900))))
          .when(new Permit(attempt(6), BRUNO, PASSWORD, Optional.empty(), SOMEWHERE))
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }
  }

  @Nested
  class Clearing {

    /// However often somebody signs in on new devices, strangers get no guess back by it.
    @Test
    void a_completed_sign_in_of_a_stranger_gives_strangers_nothing_back() {
      given(
              failures(1, 4, PASSWORD, NINE),
              open(5, 5, ONE_TIME_CODE, NINE),
              List.of(succeeded(5, ONE_TIME_CODE, NINE, true)),
              open(6, 6, PASSWORD, NINE))
          .when(permit(10, PASSWORD))
          .at(NINE)
          .answers(tooManyOpen());
    }

    @Test
    void the_right_password_alone_does_not() {
      given(
              failures(1, 4, ONE_TIME_CODE, NINE),
              open(5, 5, PASSWORD, NINE),
              List.of(succeeded(5, PASSWORD, NINE, false)),
              open(6, 6, ONE_TIME_CODE, NINE))
          .when(report(6, Outcome.WRONG))
          .at(NINE)
          .then(failed(6, ONE_TIME_CODE, NINE), locked(5, NINE, NINE.plusSeconds(900)))
          .answers(recorded());
    }

    @Test
    void a_right_guess_gives_its_place_back() {
      given(open(1, 5, PASSWORD, NINE), List.of(succeeded(3, PASSWORD, NINE, false)))
          .when(permit(6, PASSWORD))
          .at(NINE)
          .answers(new Permitted(NINE.plusSeconds(60)));
    }

    @Test
    void guesses_under_way_are_not_cleared() {
      given(
              open(1, 5, PASSWORD, NINE),
              List.of(succeeded(5, ONE_TIME_CODE, NINE, true)),
              open(6, 6, PASSWORD, NINE))
          .when(permit(7, PASSWORD))
          .at(NINE)
          .answers(tooManyOpen());
    }

    @Test
    void failures_are_forgotten_half_a_day_after_their_permit() {
      var later = NINE.plusSeconds(43_200);
      given(failures(1, 4, PASSWORD, NINE), open(5, 5, PASSWORD, later))
          .when(report(5, Outcome.WRONG))
          .at(later)
          .then(failed(5, PASSWORD, later))
          .answers(recorded());
    }
  }

  @Nested
  class Reports {

    @Test
    void a_right_secret_in_time_is_recorded() {
      given(open(1, 1, ONE_TIME_CODE, NINE))
          .when(report(1, Outcome.COMPLETED))
          .at(NINE.plusSeconds(59))
          .then(succeeded(1, ONE_TIME_CODE, NINE.plusSeconds(59), true))
          .answers(known(NEW_DEVICE));
    }

    @Test
    void a_right_secret_after_the_permit_lets_nobody_in() {
      given(open(1, 1, ONE_TIME_CODE, NINE))
          .when(report(1, Outcome.COMPLETED))
          .at(NINE.plusSeconds(60))
          .then()
          .answers(new Contradicted(Contradiction.EXPIRED));
    }

    @Test
    void a_wrong_secret_told_late_counts_from_when_the_permit_ended() {
      var late = NINE.plusSeconds(300);
      given(failures(1, 4, PASSWORD, NINE), open(5, 5, PASSWORD, NINE))
          .when(report(5, Outcome.WRONG))
          .at(late)
          .then(failed(5, PASSWORD, late), locked(5, late, NINE.plusSeconds(960)))
          .answers(recorded());
    }

    @Test
    void the_same_outcome_again_is_known_already() {
      given(failures(1, 1, PASSWORD, NINE))
          .when(report(1, Outcome.WRONG))
          .at(NINE.plusSeconds(300))
          .then()
          .answers(recorded());
    }

    @Test
    void an_outcome_never_changes() {
      given(failures(1, 1, PASSWORD, NINE))
          .when(report(1, Outcome.COMPLETED))
          .at(NINE.plusSeconds(1))
          .then()
          .answers(new Contradicted(Contradiction.REPORTED));
      given(open(1, 1, PASSWORD, NINE), List.of(succeeded(1, PASSWORD, NINE, false)))
          .when(report(1, Outcome.COMPLETED))
          .at(NINE.plusSeconds(1))
          .then()
          .answers(new Contradicted(Contradiction.REPORTED));
    }

    @Test
    void without_a_permit_there_is_no_outcome() {
      given()
          .when(report(1, Outcome.COMPLETED))
          .at(NINE)
          .then()
          .answers(new Contradicted(Contradiction.NO_SUCH_ATTEMPT));
      given(List.of(refused(1, PASSWORD, NINE, "locked")))
          .when(report(1, Outcome.COMPLETED))
          .at(NINE)
          .then()
          .answers(new Contradicted(Contradiction.NO_SUCH_ATTEMPT));
    }

    @Test
    void an_outcome_names_the_account_of_its_attempt() {
      given(open(1, 1, PASSWORD, NINE))
          .when(new AttemptCommand.Report(attempt(1), BRUNO, Outcome.COMPLETED, "new"))
          .at(NINE)
          .then()
          .answers(new Contradicted(Contradiction.OTHER_ATTEMPT));
    }
  }
}
