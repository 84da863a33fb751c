package fr.vigie.records.disclosure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.contracts.records.RelationEvent.ReplacementGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.EventNames;
import fr.vigie.records.budgets.Bounds;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.budgets.Tranches;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Glass;
import fr.vigie.testkit.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// No sequence of changes and reads, by any number of advisors who help each other, at three
/// replicas, shows a person without a relation, exceeds a budget, or shows without an event. The
/// relations are kept a second time here, in the plainest way.
class ColludingAdvisorsTest {

  private static final int PERSONS = 40;
  private static final int STEPS = 1_200;
  private static final int OF_AN_ORGANISATION = 40;
  private static final Bounds BOUNDS =
      new Bounds(12, 6, 3, 1_000_000, 12, 1_000, 1_000, OF_AN_ORGANISATION);
  private static final List<Asker> ADVISORS =
      List.of(
          asker(1, "FT", "FT-01"),
          asker(2, "FT", "FT-01"),
          asker(3, "FT", "FT-02"),
          asker(4, "CE-01", "CE-01"),
          asker(5, "CE-02", "CE-02"));

  private final MutableClock clock = MutableClock.at("2026-01-05T06:00:00Z");
  private final InMemoryEventStorageEngine engine = new InMemoryEventStorageEngine();
  private final List<EventStore> replicas = List.of(replica(), replica(), replica());
  private final Map<UUID, PersonAssigned> follower = new HashMap<>();
  private final List<RelationEvent> grants = new ArrayList<>();
  private final Set<String> frozen = new HashSet<>();
  private final Map<String, Map<Instant, UUID>> shown = new HashMap<>();
  private final Set<String> exhausted = new HashSet<>();
  private int sequence;

  private EventStore replica() {
    return new DecidingEventStore(engine, EventNames.TABLE, clock);
  }

  private static Asker asker(int number, String organisation, String agency) {
    return new Asker(
        "5f0c9d7e-0000-4000-8000-00000000000" + number, organisation, agency, "s" + number, true);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void nothing_is_shown_beyond_relation_budget_and_event(long seed) {
    var random = new Random(seed);
    for (var person = 0; person < PERSONS; person++) {
      append(new Registered(Story.person(person).toString(), Map.of()));
    }

    for (var step = 0; step < STEPS; step++) {
      clock.advance(Duration.ofSeconds(1 + random.nextInt(40)));
      if (random.nextInt(4) == 0) {
        change(random);
      } else {
        read(random);
      }
    }

    assertThat(shown.values().stream().mapToInt(Map::size).sum()).isGreaterThan(50);
    shown.forEach(this::isWithinBudget);
    areOrganisationsWithinBudget();
  }

  private void areOrganisationsWithinBudget() {
    var shownBy = new HashMap<String, Map<UUID, Integer>>();
    for (var advisor : ADVISORS) {
      var perDay = new HashMap<LocalDate, Set<UUID>>();
      shown
          .getOrDefault(advisor.account(), Map.of())
          .forEach((at, person) ->
              perDay.computeIfAbsent(ParisTime.day(at), _ -> new HashSet<>()).add(person));
      perDay.forEach((day, persons) ->
          shownBy
              .computeIfAbsent(advisor.organisation() + day, _ -> new HashMap<>())
              .put(UUID.nameUUIDFromBytes(advisor.account().getBytes(UTF_8)), persons.size()));
    }
    assertThat(shownBy.values())
        .allSatisfy(advisors ->
            assertThat(advisors.values().stream().mapToInt(Integer::intValue).sum())
                .isLessThanOrEqualTo(OF_AN_ORGANISATION));
    assertThat(exhausted).contains("FT");
  }

  private void append(Object event) {
    replicas.getFirst().append(Map.of(), List.of(event)).toCompletableFuture().join();
  }

  private void change(Random random) {
    var person = Story.person(random.nextInt(PERSONS));
    var advisor = ADVISORS.get(random.nextInt(ADVISORS.size()));
    var now = clock.instant();
    var until = now.plusSeconds(random.nextInt(3_600));
    var grant = "grant-" + sequence++;
    switch (random.nextInt(7)) {
      case 0, 1 -> {
        var assigned =
            new PersonAssigned(
                person.toString(), advisor.account(), advisor.organisation(), advisor.agency());
        follower.put(person, assigned);
        append(assigned);
      }
      case 2 ->
          granted(
              new ShiftOpened(
                  grant,
                  advisor.account(),
                  advisor.organisation(),
                  advisor.agency(),
                  now,
                  until,
                  "maud"));
      case 3 ->
          granted(
              new ReplacementGranted(
                  grant,
                  advisor.account(),
                  ADVISORS.get(random.nextInt(ADVISORS.size())).account(),
                  advisor.organisation(),
                  now,
                  until,
                  "maud"));
      case 4 ->
          granted(
              new CoFollowUpGranted(
                  grant,
                  person.toString(),
                  advisor.account(),
                  advisor.organisation(),
                  advisor.agency(),
                  now,
                  until,
                  "maud"));
      case 5 -> {
        var glass =
            new GlassBroken(
                grant,
                person.toString(),
                advisor.account(),
                advisor.organisation(),
                advisor.agency(),
                List.of("identity"),
                "visitor",
                now,
                until);
        grants.add(glass);
        append(new Glass(glass, "c2VhbGVk"));
      }
      default -> endOrFreeze(random, advisor);
    }
  }

  private void granted(RelationEvent grant) {
    grants.add(grant);
    append(grant);
  }

  private void endOrFreeze(Random random, Asker advisor) {
    var ended = grants.isEmpty() ? null : grants.get(random.nextInt(grants.size()));
    if (ended != null && !(ended instanceof GlassBroken) && random.nextBoolean()) {
      grants.remove(ended);
      var person = ended instanceof CoFollowUpGranted of ? of.person() : null;
      append(new GrantEnded(ended.grant(), ended.advisor(), person, clock.instant(), "maud"));
      return;
    }
    var freeze = random.nextInt(4) == 0 && frozen.add(advisor.account());
    if (!freeze) {
      frozen.remove(advisor.account());
    }
    append(
        new StandingChanged(
            "account", advisor.account(), freeze, Integer.toString(sequence++), clock.instant()));
  }

  private void read(Random random) {
    var asker = ADVISORS.get(random.nextInt(ADVISORS.size()));
    var person = random.nextInt(20) == 0 ? null : Story.person(random.nextInt(PERSONS + 2));
    var command = Story.open(asker, person);
    var now = clock.instant();
    var replica = replicas.get(random.nextInt(replicas.size()));
    var decided = decide(replica, command, now);
    if (decided.answer() instanceof Verdict.Refused(var reason, _)
        && reason == Refusal.TRANCHE_NEEDED) {
      var refused =
          new Tranches(replica, BOUNDS, clock).take(asker, "read", Map.of()).await().indefinitely();
      if (refused.isPresent()) {
        exhausted.add(asker.organisation());
        return;
      }
      decided = decide(replica, command, now);
    }

    assertThat(decided.appended()).isNotEmpty();
    if (decided.answer() instanceof Verdict.Shown(var who, var basis, _, _, _)) {
      assertThat(who).isEqualTo(person);
      assertThat(frozen).doesNotContain(asker.account());
      assertThat(isRelated(asker, who, now)).as("%s by %s", who, basis).isTrue();
      assertThat(isRecorded(asker, decided.appended().getFirst().id(), who)).isTrue();
      shown.computeIfAbsent(asker.account(), _ -> new HashMap<>()).put(now, who);
    }
  }

  private static Decided<Verdict> decide(EventStore replica, OpenRecord command, Instant now) {
    var folds = Disclosure.Folds.of(command, now);
    return replica
        .decide(
            Map.of(),
            folds.all(),
            states -> Disclosure.decide(command, folds.state(states), BOUNDS, now))
        .toCompletableFuture()
        .join();
  }

  private boolean isRelated(Asker asker, UUID person, Instant now) {
    @Nullable PersonAssigned of = follower.get(person);
    if (of != null
        && of.advisor().equals(asker.account())
        && of.organisation().equals(asker.organisation())) {
      return true;
    }
    return grants.stream()
        .filter(grant -> grant.advisor().equals(asker.account()))
        .anyMatch(grant ->
            switch (grant) {
              case CoFollowUpGranted is ->
                  is.person().equals(person.toString()) && now.isBefore(is.until());
              case ReplacementGranted is ->
                  of != null
                      && of.organisation().equals(asker.organisation())
                      && is.absent().equals(of.advisor())
                      && now.isBefore(is.until());
              case GlassBroken is ->
                  of != null
                      && of.organisation().equals(asker.organisation())
                      && is.person().equals(person.toString())
                      && now.isBefore(is.until());
              case ShiftOpened is ->
                  of != null
                      && of.organisation().equals(asker.organisation())
                      && of.agency().equals(asker.agency())
                      && now.isBefore(is.until());
              default -> false;
            });
  }

  private boolean isRecorded(Asker asker, UUID receipt, UUID person) {
    var day = Boundary.of(EventTag.of("advisor", asker.account()), RecordDisclosed.class);
    return replicas.getFirst().read(day).toCompletableFuture().join().stream()
        .anyMatch(event ->
            event.id().equals(receipt)
                && ((RecordDisclosed) event.payload()).person().equals(person.toString()));
  }

  private void isWithinBudget(String advisor, Map<Instant, UUID> read) {
    read.keySet()
        .forEach(at -> {
          assertThat(distinct(read, at.minus(Duration.ofMinutes(1)), at)).isLessThanOrEqualTo(3);
          assertThat(distinct(read, at.minus(Duration.ofHours(1)), at)).isLessThanOrEqualTo(6);
          var day = ParisTime.day(at);
          assertThat(
                  read.entrySet().stream()
                      .filter(one -> ParisTime.day(one.getKey()).equals(day))
                      .map(Map.Entry::getValue)
                      .distinct()
                      .count())
              .as(advisor)
              .isLessThanOrEqualTo(12);
        });
  }

  private static long distinct(Map<Instant, UUID> read, Instant after, Instant to) {
    return read.entrySet().stream()
        .filter(one -> one.getKey().isAfter(after) && !one.getKey().isAfter(to))
        .map(Map.Entry::getValue)
        .distinct()
        .count();
  }
}
