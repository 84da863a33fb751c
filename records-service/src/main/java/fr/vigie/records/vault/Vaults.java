package fr.vigie.records.vault;

import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.kit.Caller;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeeker.Situation;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.InTime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Puts files into the vault and brings them back.
@ApplicationScoped
public class Vaults {

  /// How an appointment went was said: a contact where the person came.
  public static final String CLOSED = "appointment-closed";

  /// The basis of what an import tells.
  public static final String IMPORTED = "import";

  private static final int MONTHS = 12; // R52

  private final EventStore store;
  private final PersonKeys keys;
  private final Clock clock;

  Vaults(EventStore store, PersonKeys keys, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.clock = clock;
  }

  /// The day from which a file of this situation belongs into the vault; null: the registration
  /// lasts. Who is no job seeker was last seen on the day that stands for one.
  public static @Nullable LocalDate from(Situation situation) {
    var last = situation.status() == null ? situation.endedOn() : situation.registeredOn();
    return last == null ? null : last.plusMonths(MONTHS);
  }

  /// The day on which a file goes into the vault after a contact with the person.
  public static LocalDate afterContact(Instant at) {
    return ParisTime.day(at).plusMonths(MONTHS);
  }

  /// Whether this tells of a contact with the person: an appointment made, a note, an action, a
  /// change that the person brought. What an import tells was long ago.
  public static boolean isContact(JobSeekerEvent told) {
    return switch (told) {
      case EntryWritten is -> !is.change().equals(CLOSED) && !is.basis().equals(IMPORTED);
      case FileChanged is -> !is.sealed().containsKey(FieldClass.SITUATION.word());
      case Registered _, RegistrationEnded _, RegistrationRenewed _ -> false;
    };
  }

  /// Whether a file of this situation belongs into the vault today.
  public static boolean isDue(Situation situation, LocalDate today) {
    var from = from(situation);
    return from != null && !from.isAfter(today);
  }

  /// Puts a file away.
  ///
  /// @param asOf position that the time without contact was reckoned from
  public Uni<Boolean> archive(UUID person, long asOf, Map<String, String> attributes) {
    return decide(Vault.boundary(person), attributes, state -> Vault.archive(person, asOf, state));
  }

  /// Brings a file back, on an approval; false where that may not be, or there is nothing to bring.
  Uni<Boolean> recall(UUID person, String approval, Caller by) {
    var now = clock.instant();
    return decide(
        Vault.boundary(person, approval),
        by.attributes(),
        state ->
            Vault.recall(
                person, approval, new Vault.By(by.account(), by.organisation()), state, now));
  }

  /// Registers somebody again whose registration has ended; false where there is none, or it lasts.
  Uni<Boolean> renew(UUID person, Situation situation, Map<String, String> attributes) {
    return keys.of(person)
        .flatMap(theirs ->
            theirs.containsKey(Retention.FILE)
                ? decide(
                    Vault.boundary(person),
                    attributes,
                    renewal(person, Seals.seal(FieldClass.SITUATION, situation, theirs)))
                : Uni.createFrom().item(false));
  }

  private static Function<Vault, Decision<Boolean>> renewal(UUID person, String sealed) {
    return state -> Vault.renew(person, sealed, state);
  }

  private Uni<Boolean> decide(
      Boundary boundary,
      Map<String, String> attributes,
      Function<Vault, Decision<Boolean>> decision) {
    return InTime.of(
            () -> store.decide(attributes, boundary, Vault.NOTHING, Vault::after, decision))
        .map(Decided::answer);
  }
}
