package fr.vigie.records.disclosure;

import static fr.vigie.records.disclosure.Story.ALICE;
import static fr.vigie.records.disclosure.Story.AWA;
import static fr.vigie.records.disclosure.Story.DAY;
import static fr.vigie.records.disclosure.Story.NINE;
import static fr.vigie.records.disclosure.Story.asker;
import static fr.vigie.records.disclosure.Story.disclosed;
import static fr.vigie.records.disclosure.Story.fold;
import static fr.vigie.records.disclosure.Story.happened;
import static fr.vigie.records.disclosure.Story.own;
import static fr.vigie.records.disclosure.Story.person;
import static fr.vigie.records.disclosure.Story.refused;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.StandingEvent.ProbationNoted;
import fr.vigie.eventstore.Decision;
import fr.vigie.records.budgets.Bounds;
import fr.vigie.records.budgets.Exposure;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.calls.Reason;
import fr.vigie.records.disclosure.Story.At;
import fr.vigie.records.references.Reference;
import fr.vigie.records.relations.Asker;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The windows of the budget, and what crossing a line does.
class ExposureTest {

  private static Decision<Verdict> decide(
      UUID person, boolean fresh, @Nullable Reason reason, Object... past) {
    return Disclosure.decide(
        new OpenRecord(
            new Asker(ALICE, "FT", "FT-01", "s", fresh),
            new Reference(person, false),
            OpenRecord.Part.FILE,
            "interview",
            reason),
        fold(person, past),
        Bounds.OF_THE_HOUSE,
        NINE);
  }

  private static Object[] ago(Duration ago, Object... events) {
    return Arrays.stream(events).map(event -> new At(NINE.minus(ago), event)).toArray();
  }

  @Test
  void the_eleventh_person_of_a_minute_waits() {
    var ten = ago(Duration.ofSeconds(59), disclosed(1, 10));

    assertThat(decide(AWA, false, null, own(AWA, ten)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.MINUTE_EXHAUSTED, 10));
    assertThat(decide(person(10), false, null, own(person(10), ten)).answer())
        .isInstanceOf(Verdict.Shown.class);
  }

  @Test
  void a_minute_later_there_is_room() {
    assertThat(
            decide(AWA, false, null, own(AWA, ago(Duration.ofSeconds(60), disclosed(1, 10))))
                .answer())
        .isInstanceOf(Verdict.Shown.class);
  }

  @Test
  void the_sixty_first_person_of_an_hour_waits() {
    assertThat(
            decide(AWA, false, null, own(AWA, ago(Duration.ofMinutes(59), disclosed(1, 60))))
                .answer())
        .isEqualTo(new Verdict.Refused(Refusal.HOUR_EXHAUSTED, 60));
  }

  @Test
  void the_hour_does_not_begin_anew_at_midnight() {
    var lateYesterday = Instant.parse("2026-01-05T22:40:00Z");
    var earlyToday = Instant.parse("2026-01-05T23:10:00Z");

    var boundary = Exposure.boundary(ALICE, earlyToday);

    assertThat(boundary.criteria()).hasSize(2);
    assertThat(
            Disclosure.decide(
                    Story.open(asker(ALICE), AWA),
                    fold(
                        AWA,
                        own(
                            AWA,
                            Arrays.stream(disclosed(1, 60))
                                .map(event -> new At(lateYesterday, event))
                                .toArray())),
                    Bounds.OF_THE_HOUSE,
                    earlyToday)
                .answer())
        .isInstanceOf(Verdict.Refused.class);
  }

  @Test
  void past_the_soft_line_each_person_takes_a_fresh_sign_in_and_a_reason() {
    var busy = own(AWA, disclosed(1, 150));

    assertThat(decide(AWA, false, null, busy).answer())
        .isEqualTo(new Verdict.Refused(Refusal.STEP_UP_NEEDED, 150));
    assertThat(decide(AWA, true, null, busy).answer())
        .isEqualTo(new Verdict.Refused(Refusal.REASON_NEEDED, 150));
    assertThat(decide(AWA, true, Reason.CROWDED_RECEPTION, busy).answer())
        .isInstanceOf(Verdict.Shown.class);
    assertThat(
            ((RecordDisclosed)
                    happened(decide(AWA, true, Reason.CROWDED_RECEPTION, busy)).getFirst())
                .reason())
        .isEqualTo("crowded-reception");
  }

  @Test
  void bytes_are_counted_however_often_the_same_person_is_opened() {
    var often = IntStream.range(0, 1_220).mapToObj(_ -> (Object) disclosed(AWA)).toArray();

    assertThat(decide(AWA, false, null, own(AWA, often)).answer())
        .isEqualTo(new Verdict.Refused(Refusal.BYTES_EXHAUSTED, 1));
  }

  @Test
  void a_record_opened_all_day_long_takes_no_more_memory() {
    var refused = refused(null, "no-relation");
    var opened = Collections.nCopies(5_000, disclosed(AWA));
    var past = Stream.concat(Stream.of(refused), opened.stream());
    var asker = fold(AWA, past.toArray()).asker();

    assertThat(asker.weight()).isLessThan(40);
    assertThat(asker.exposure().count(DAY)).isEqualTo(1);
    assertThat(asker.exposure().noted(DAY)).containsExactly(refused);
  }

  @Test
  void an_alert_names_the_newest_hundred_of_many() {
    var last = new At(NINE.minusSeconds(1), disclosed(AWA));
    var past = new ArrayList<Object>(List.of(own(AWA)));
    past.addAll(Collections.nCopies(430, new At(NINE.minusSeconds(4_000), disclosed(AWA))));
    past.addAll(List.of(ago(Duration.ofHours(2), disclosed(1, 199))));
    past.add(last);

    var decision = decide(person(500), true, null, own(person(500), past.toArray()));

    assertThat(happened(decision))
        .filteredOn(AlertRaised.class::isInstance)
        .singleElement()
        .extracting(alert -> ((AlertRaised) alert).evidence().size())
        .isEqualTo(100);
  }

  @Test
  void probation_divides_by_four() {
    var probation = new ProbationNoted(ALICE, NINE.plusSeconds(60), "e");

    assertThat(
            decide(AWA, true, Reason.CAMPAIGN, own(AWA, Story.all(disclosed(1, 50), probation)))
                .answer())
        .isEqualTo(new Verdict.Refused(Refusal.BUDGET_EXHAUSTED, 50));
    assertThat(
            decide(
                    AWA,
                    true,
                    Reason.CAMPAIGN,
                    own(AWA, Story.all(disclosed(1, 50), new ProbationNoted(ALICE, NINE, "over"))))
                .answer())
        .isInstanceOf(Verdict.Shown.class);
  }

  /// ATTACKS 21, 22: a program that is refused goes on, and is stopped.
  @Test
  void a_burst_of_refusals_raises_an_alert_that_freezes() {
    var many =
        IntStream.range(0, 29)
            .mapToObj(_ -> (Object) new At(NINE.minusSeconds(5), refused(null, "no-such-person")))
            .toArray();

    var decision = decide(AWA, false, null, many);

    assertThat((AlertRaised) happened(decision).getLast())
        .satisfies(alert -> {
          assertThat(alert.rule()).isEqualTo("refusal-budget");
          assertThat(alert.measured()).isEqualTo(30);
          assertThat(alert.freeze()).isTrue();
        });
    assertThat(happened(decide(AWA, false, null, Arrays.copyOf(many, 28)))).hasSize(1);
  }

  @Test
  void a_rule_raises_one_alert_a_day() {
    var day = Story.all(disclosed(1, 200));
    var alert = happened(decide(AWA, true, Reason.CAMPAIGN, own(AWA, day))).getLast();

    assertThat(happened(decide(AWA, true, Reason.CAMPAIGN, own(AWA, Story.all(day, alert)))))
        .hasSize(1);
  }

  @Test
  void counts_distinct_persons() {
    assertThat(
            fold(AWA, Story.all(disclosed(1, 3), disclosed(2, 4))).asker().exposure().persons(DAY))
        .hasSize(4);
  }
}
