package fr.vigie.records.glass;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.contracts.records.StandingEvent.ProbationNoted;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.budgets.Bounds;
import fr.vigie.records.glass.GlassCommand.Break;
import fr.vigie.records.glass.GlassCommand.Review;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Glass;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// ATTACKS 26: how far the own word goes.
class BreakingTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final LocalDate DAY = LocalDate.parse("2026-01-05");
  private static final UUID AWA = new UUID(1, 1);
  private static final UUID NEW = new UUID(2, 2);
  private static final String ALICE = "5f0c9d7e-0000-4000-8000-000000000001";
  private static final String BEN = "5f0c9d7e-0000-4000-8000-000000000002";
  private static final String MAUD = "5f0c9d7e-0000-4000-8000-000000000003";
  private static final GlassPolicy POLICY = policy(Map.of());

  @Test
  void opens_the_classes_asked_for_for_an_hour_and_tells_at_once() {
    var decision = decide(AWA, true, followed());

    assertThat(decision.answer())
        .isEqualTo(new GlassAnswer.Broken(NEW.toString(), AWA, NINE.plus(Duration.ofHours(1)), 4));
    assertThat((Object) decision.events().getFirst())
        .isEqualTo(new Glass(broken(NEW, NINE), "c2VhbGVk"));
    assertThat((AlertRaised) decision.events().getLast())
        .satisfies(alert -> {
          assertThat(alert.rule()).isEqualTo("glass-broken");
          assertThat(alert.freeze()).isFalse();
        });
  }

  @Test
  void takes_fresh_factors() {
    assertThat(decide(AWA, false, followed()).answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.STEP_UP_NEEDED));
  }

  @Test
  void nobody_and_another_organisations_are_the_same() {
    var nobody = decide(null, true);
    var theirs =
        decide(
            AWA,
            true,
            new Registered(AWA.toString(), Map.of()),
            new PersonAssigned(AWA.toString(), BEN, "CE-01", "CE-01"));

    assertThat(nobody.answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.NO_SUCH_PERSON))
        .isEqualTo(theirs.answer());
  }

  @Test
  void the_sixth_of_a_day_is_refused_reviewed_or_not() {
    var five = new ArrayList<Object>();
    for (var number = 10; number < 15; number++) {
      five.add(new Glass(broken(new UUID(9, number), NINE.minusSeconds(60)), ""));
      five.add(reviewed(new UUID(9, number), "justified"));
    }

    assertThat(decide(AWA, true, followed(five)).answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.NONE_LEFT));
  }

  @Test
  void those_nobody_has_looked_at_make_the_right_smaller() {
    var before = NINE.minus(Duration.ofDays(3));
    var past = new ArrayList<Object>();
    for (var number = 10; number < 14; number++) {
      past.add(new Glass(broken(new UUID(9, number), before), ""));
    }
    assertThat(decide(AWA, true, followed(past)).answer())
        .isEqualTo(new GlassAnswer.Broken(NEW.toString(), AWA, NINE.plusSeconds(3_600), 0));

    past.add(new Glass(broken(new UUID(9, 14), before), ""));
    assertThat(decide(AWA, true, followed(past)).answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.NONE_LEFT));

    past.add(reviewed(new UUID(9, 14), "justified"));
    assertThat(decide(AWA, true, followed(past)).answer()).isInstanceOf(GlassAnswer.Broken.class);
  }

  @Test
  void numbers_tried_in_vain_are_glasses() {
    var inVain = List.<Object>of(vain(), vain(), vain(), vain(), vain());

    assertThat(decide(AWA, true, followed(inVain)).answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.NONE_LEFT));
  }

  @Test
  void after_an_abuse_there_is_none() {
    var earlier = new Glass(broken(new UUID(9, 9), NINE.minus(Duration.ofDays(2))), "");

    assertThat(
            decide(AWA, true, followed(List.of(earlier, reviewed(new UUID(9, 9), "abuse"))))
                .answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.NONE_LEFT));
  }

  @Test
  void who_is_frozen_or_on_probation_breaks_none() {
    assertThat(
            decide(
                    AWA,
                    true,
                    followed(List.of(new ProbationNoted(ALICE, NINE.plusSeconds(9), "x"))))
                .answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.ON_PROBATION));
    assertThat(
            decide(
                    AWA,
                    true,
                    followed(List.of(new StandingChanged("account", ALICE, true, "1", NINE))))
                .answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.ACCOUNT_FROZEN));
  }

  @Test
  void whom_a_relation_opens_needs_none() {
    assertThat(
            decide(
                    AWA,
                    true,
                    new Registered(AWA.toString(), Map.of()),
                    new PersonAssigned(AWA.toString(), ALICE, "FT", "FT-01"))
                .answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.NOT_NEEDED));
  }

  @ParameterizedTest
  @CsvSource({
    "manager,FT,FT-01,true",
    "manager,FT,FT-02,false",
    "privacy-officer,FT,FT-02,true",
    "privacy-officer,CE-01,CE-01,false"
  })
  void who_answers_for_it_judges(String role, String organisation, String agency, boolean may) {
    var command =
        new Review(
            new Asker(MAUD, organisation, agency, "s", true), role, NEW.toString(), "justified");

    var answer = Reviewing.decide(command, reviewing(), NINE).answer();

    assertThat(answer)
        .isEqualTo(
            may
                ? new GlassAnswer.Reviewed(NEW.toString(), "justified")
                : new GlassAnswer.Refused(GlassRefusal.NO_SUCH_GLASS));
  }

  @Test
  void nobody_judges_the_own_use_nor_twice() {
    var own = new Asker(ALICE, "FT", "FT-01", "s", true);
    var maud = new Asker(MAUD, "FT", "FT-01", "s", true);
    var reviewed = reviewing().after(stored(reviewed(NEW, "justified")));

    assertThat(
            Reviewing.decide(
                    new Review(own, "manager", NEW.toString(), "justified"), reviewing(), NINE)
                .answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.NO_SUCH_GLASS));
    assertThat(
            Reviewing.decide(new Review(maud, "manager", NEW.toString(), "abuse"), reviewed, NINE)
                .answer())
        .isEqualTo(new GlassAnswer.Refused(GlassRefusal.ALREADY_REVIEWED));
  }

  @ParameterizedTest
  @CsvSource({"per-day,6", "per-day,-1", "length,2h", "length,1s", "after-abuse,1h"})
  void a_wider_bound_stops_the_start(String name, String value) {
    var policy = policy(Map.of("vigie.records.glass." + name, value));

    assertThatThrownBy(() -> GlassPolicy.requireSound(policy)).hasMessageContaining(name);
    assertThatCode(() -> GlassPolicy.requireSound(POLICY)).doesNotThrowAnyException();
  }

  private static Reviewing reviewing() {
    return Reviewing.NOTHING.after(stored(new Glass(broken(NEW, NINE), "")));
  }

  private static DisclosureRefused vain() {
    return new DisclosureRefused(null, ALICE, DAY, "glass", "no-such-person");
  }

  private static GlassReviewed reviewed(UUID glass, String verdict) {
    return new GlassReviewed(
        glass.toString(), AWA.toString(), ALICE, verdict, "manager", NINE.minusSeconds(9), MAUD);
  }

  private static GlassBroken broken(UUID reference, Instant from) {
    return new GlassBroken(
        reference.toString(),
        AWA.toString(),
        ALICE,
        "FT",
        "FT-01",
        List.of("identity", "contact"),
        "visitor",
        from,
        from.plus(Duration.ofHours(1)));
  }

  private static Object[] followed(List<?> more) {
    var all = new ArrayList<Object>(List.of(followed()));
    all.addAll(more);
    return all.toArray();
  }

  private static Object[] followed() {
    return new Object[] {
      new Registered(AWA.toString(), Map.of()),
      new PersonAssigned(AWA.toString(), BEN, "FT", "FT-02")
    };
  }

  private static StoredEvent stored(Object event) {
    return new StoredEvent(
        1, new UUID(7, 7), "test", 1, NINE.minusSeconds(7_200), event, "{}", Map.of(), Set.of());
  }

  private static Decision<GlassAnswer> decide(
      @Nullable UUID person, boolean fresh, Object... past) {
    var command =
        new Break(
            new Asker(ALICE, "FT", "FT-01", "s", fresh),
            person,
            List.of(FieldClass.IDENTITY, FieldClass.CONTACT),
            "visitor",
            person == null ? null : "c2VhbGVk");
    var state = Breaking.before(command);
    for (var event : past) {
      state = state.after(stored(event));
    }
    return Breaking.decide(command, state, POLICY, Bounds.OF_THE_HOUSE, NEW, NINE);
  }

  private static GlassPolicy policy(Map<String, String> settings) {
    return new SmallRyeConfigBuilder()
        .withSources(new PropertiesConfigSource(settings, "test", 100))
        .withMapping(GlassPolicy.class)
        .withConverter(
            Duration.class, 200, new io.quarkus.runtime.configuration.DurationConverter())
        .build()
        .getConfigMapping(GlassPolicy.class);
  }
}
