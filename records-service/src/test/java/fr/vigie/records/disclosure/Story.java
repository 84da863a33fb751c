package fr.vigie.records.disclosure;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.budgets.Acting;
import fr.vigie.records.budgets.Bounds;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.references.Reference;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Followers;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Who and what the tests of the decision are about.
final class Story {

  static final String ALICE = "5f0c9d7e-0000-4000-8000-000000000001";
  static final String BEN = "5f0c9d7e-0000-4000-8000-000000000002";
  static final UUID AWA = person(900);
  static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  static final LocalDate DAY = LocalDate.parse("2026-01-05");
  static final List<String> CLASSES = List.of("identity", "contact", "situation", "path");

  /// An event, and when it was.
  record At(Instant when, Object what) {}

  private Story() {}

  static Asker asker(String account) {
    return new Asker(account, "FT", "FT-01", "session-of-" + account, true);
  }

  static OpenRecord open(Asker asker, @Nullable UUID person) {
    return new OpenRecord(
        asker, new Reference(person, false), OpenRecord.Part.FILE, "interview", null);
  }

  static Disclosure fold(UUID person, Object... past) {
    return foldFor(open(asker(ALICE), person), past);
  }

  static Disclosure foldFor(OpenRecord command, Object... past) {
    var person = Followers.of(Followers.tagged(command.person()));
    var acting = Acting.NOTHING;
    for (var event : past) {
      person = person.after(stored(event).payload());
      acting = acting.after(stored(event));
    }
    return new Disclosure(person, acting);
  }

  /// An event as it lies in the store; one that says no time was in the morning.
  static StoredEvent stored(Object event) {
    var when = event instanceof At at ? at.when() : NINE.minusSeconds(7_200);
    var what = event instanceof At at ? at.what() : event;
    return new StoredEvent(1, new UUID(7, 7), "test", 1, when, what, "{}", Map.of(), Set.of());
  }

  static Decision<Verdict> decide(OpenRecord command, Object... past) {
    return Disclosure.decide(command, foldFor(command, past), Bounds.ofDay(200), NINE);
  }

  static List<Object> happened(Decision<?> decision) {
    return List.copyOf(decision.events());
  }

  /// A person of Alice's, and what happened beside.
  static Object[] own(UUID person, Object... more) {
    return all(more, registered(person), assigned(person, ALICE));
  }

  static Object[] all(Object[] some, Object... more) {
    var all = new ArrayList<Object>(List.of(some));
    all.addAll(List.of(more));
    return all.toArray();
  }

  static Object[] disclosed(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> (Object) disclosed(person(number)))
        .toArray();
  }

  static UUID person(int number) {
    return new UUID(0x4000, 0x8000_0000_0000_0000L + number);
  }

  static Registered registered(UUID person) {
    return new Registered(person.toString(), Map.of());
  }

  static PersonAssigned assigned(UUID person, String advisor) {
    return new PersonAssigned(person.toString(), advisor, "FT", "FT-01");
  }

  static RecordDisclosed disclosed(UUID person) {
    return new RecordDisclosed(
        person.toString(), ALICE, DAY, CLASSES, "interview", "portfolio", 5_120, null);
  }

  static DisclosureRefused refused(@Nullable String person, String reason) {
    return new DisclosureRefused(person, ALICE, DAY, "interview", reason);
  }
}
