package fr.vigie.records.importing;

import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.keys.PersonKeys.Claimed;
import fr.vigie.records.keys.PersonKeys.Slot;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.vault.Vaults;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/// Takes files in, a batch at a time: all of it or none. A person who has a file keeps it, so that
/// a batch whose answer was lost may be sent again, and again at the same moment.
///
/// A key nobody had before says that the file is new: that is nearly every line. A batch in which
/// one had a key already is looked at again alone, when no other import is under way.
@ApplicationScoped
class Registrations {

  /// How many files were new, and how many there were.
  record Imported(int imported, int kept) {}

  private final EventStore store;
  private final PersonKeys keys;
  private final Files files;
  private final ImportLock lock;
  private final Clock clock;

  Registrations(EventStore store, PersonKeys keys, Files files, ImportLock lock, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.files = files;
    this.lock = lock;
    this.clock = clock;
  }

  Uni<Imported> register(List<ImportLine> batch, Map<String, String> attributes) {
    return lock.withOthers(() ->
            keys.claim(slots(batch))
                .flatMap(claimed ->
                    isNew(batch, claimed)
                        ? append(batch, claimed, Set.of(), attributes)
                        : Uni.createFrom().nullItem()))
        .onItem()
        .ifNull()
        .switchTo(() -> lock.alone(() -> again(batch, attributes)));
  }

  private static boolean isNew(List<ImportLine> batch, Claimed claimed) {
    return batch.stream().allMatch(line -> claimed.fresh().contains(line.file().person()));
  }

  private Uni<Imported> again(List<ImportLine> batch, Map<String, String> attributes) {
    return keys.claim(slots(batch))
        .flatMap(claimed ->
            registered(batch)
                .flatMap(registered -> append(batch, claimed, registered, attributes)));
  }

  // In the order of persons, so that batches that overlap wait for each other and do not deadlock.
  private static List<Slot> slots(List<ImportLine> batch) {
    var slots = new ArrayList<Slot>();
    for (var line : batch) {
      slots.add(new Slot(line.file().person(), Retention.FILE));
      if (line.file().disability() != null) {
        slots.add(new Slot(line.file().person(), Retention.DISABILITY));
      }
      if (line.file().detention() != null) {
        slots.add(new Slot(line.file().person(), Retention.DETENTION));
      }
    }
    slots.sort(Comparator.comparing(Slot::person));
    return slots;
  }

  // A person with a key may lack a file: an import may have ended between the two. The view answers
  // for most, the store for those it does not know.
  private Uni<Set<UUID>> registered(List<ImportLine> batch) {
    var persons = new HashSet<UUID>();
    batch.forEach(line -> persons.add(line.file().person()));
    return files
        .known(persons)
        .flatMap(known -> {
          persons.removeAll(known);
          return inStore(persons)
              .map(also -> {
                var all = new HashSet<>(known);
                all.addAll(also);
                return all;
              });
        });
  }

  private Uni<Set<UUID>> inStore(Set<UUID> persons) {
    if (persons.isEmpty()) {
      return Uni.createFrom().item(Set.of());
    }
    var criteria =
        persons.stream()
            .map(person ->
                new Boundary.Criterion(
                    Set.of(Registered.class), Set.of(EventTag.of("person", person.toString()))))
            .toList();
    return InTime.of(() -> store.read(new Boundary(criteria)))
        .map(events -> {
          var found = new HashSet<UUID>();
          for (var event : events) {
            if (event.payload() instanceof Registered registered) {
              found.add(UUID.fromString(registered.person()));
            }
          }
          return found;
        });
  }

  private Uni<Imported> append(
      List<ImportLine> batch,
      Claimed claimed,
      Set<UUID> registered,
      Map<String, String> attributes) {
    var fresh = batch.stream().filter(line -> !registered.contains(line.file().person())).toList();
    var imported = new Imported(fresh.size(), batch.size() - fresh.size());
    if (fresh.isEmpty()) {
      return Uni.createFrom().item(imported);
    }
    return Uni.createFrom()
        .item(() -> events(fresh, claimed, ParisTime.day(clock.instant())))
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .flatMap(events -> InTime.of(() -> store.append(attributes, events)))
        .replaceWith(imported);
  }

  private static List<Object> events(List<ImportLine> lines, Claimed claimed, LocalDate today) {
    var events = new ArrayList<Object>();
    for (var line : lines) {
      var person = line.file().person();
      var keys = Objects.requireNonNull(claimed.keys().get(person), "claimed for every person");
      events.add(new Registered(person.toString(), Seals.seal(line.file(), keys)));
      if (line.file().situation().endedOn() != null) {
        events.add(
            new RegistrationEnded(
                person.toString(),
                Vaults.IMPORTED,
                Map.of(
                    FieldClass.SITUATION.word(),
                    Seals.seal(FieldClass.SITUATION, line.file().situation(), keys))));
      }
      // What is old goes straight into the vault, and is never among what can be searched.
      if (Vaults.isDue(line.file().situation(), today)) {
        events.add(new FileArchived(person.toString()));
      }
      for (var appointment : line.appointments()) {
        var entry = UUID.randomUUID();
        events.add(
            new EntryWritten(
                person.toString(),
                entry.toString(),
                FieldClass.APPOINTMENTS.word(),
                "appointment-made",
                Vaults.IMPORTED,
                Seals.seal(FieldClass.APPOINTMENTS, entry, appointment, keys)));
      }
      if (line.advisor() != null) {
        events.add(
            new PersonAssigned(
                person.toString(), line.advisor().toString(), line.organisation(), line.agency()));
      }
    }
    return events;
  }
}
