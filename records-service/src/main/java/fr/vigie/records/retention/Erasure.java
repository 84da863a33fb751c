package fr.vigie.records.retention;

import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.keys.Retention;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether data of a person is erased, folded from what happened to the file.
///
/// @param registered there is, or was, such a file
/// @param newest where each class was written last
/// @param erased what is gone already
record Erasure(boolean registered, Map<FieldClass, Long> newest, Set<Retention> erased) {

  static final Erasure NOTHING = new Erasure(false, Map.of(), Set.of());

  Erasure {
    newest = Map.copyOf(newest);
    erased = Set.copyOf(erased);
  }

  /// Data is to go.
  ///
  /// @param period the one that is over; null where somebody asked for it
  /// @param asOf the position the period was reckoned from
  record Erase(UUID person, Retention retention, @Nullable Period period, long asOf) {

    String rule() {
      return period == null ? "request" : period.word();
    }
  }

  /// What came of it.
  enum Answer {
    ERASED,
    /// Gone already, or never there.
    NOTHING_THERE,
    /// What the period was reckoned from has changed since.
    NO_LONGER_DUE
  }

  static Boundary boundary(UUID person) {
    return Boundary.of(
        EventTag.of("person", person.toString()),
        Registered.class,
        FileChanged.class,
        RegistrationEnded.class,
        RegistrationRenewed.class,
        DataErased.class);
  }

  Erasure after(StoredEvent event) {
    return switch (event.payload()) {
      case DataErased is -> {
        var all = EnumSet.noneOf(Retention.class);
        all.addAll(erased);
        all.add(Retention.of(is.retention()));
        yield new Erasure(registered, newest, all);
      }
      case EntryWritten _ -> this;
      case JobSeekerEvent told -> {
        var all = new EnumMap<FieldClass, Long>(FieldClass.class);
        all.putAll(newest);
        for (var fieldClass : FieldClass.values()) {
          if (told.classes().containsKey(fieldClass.word())) {
            all.put(fieldClass, event.position());
          }
        }
        yield new Erasure(true, all, erased);
      }
      default -> throw new IllegalArgumentException("not of this boundary: " + event.type());
    };
  }

  static Decision<Answer> decide(Erase command, Erasure state) {
    if (!state.registered()
        || state.erased().contains(Retention.FILE)
        || state.erased().contains(command.retention())) {
      return new Decision<>(List.of(), Answer.NOTHING_THERE);
    }
    var period = command.period();
    if (period != null && !Objects.equals(state.newest().get(period.source()), command.asOf())) {
      return new Decision<>(List.of(), Answer.NO_LONGER_DUE);
    }
    return new Decision<>(
        List.of(
            new DataErased(
                command.person().toString(), command.retention().word(), command.rule())),
        Answer.ERASED);
  }
}
