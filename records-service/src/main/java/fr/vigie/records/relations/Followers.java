package fr.vigie.records.relations;

import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.Fold;
import fr.vigie.eventstore.Weighed;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Who follows one person, folded from the person's events. Events about others change nothing: a
/// boundary brings what was granted to the advisor as well, whoever it is about.
///
/// @param person the person's reference
/// @param registered there is such a person, and the file is not in the vault
/// @param follower whose portfolio the person is in
/// @param others who follows the person beside that
public record Followers(
    String person,
    boolean registered,
    @Nullable PersonAssigned follower,
    List<CoFollowUpGranted> others)
    implements Weighed {

  // A reference nobody bears: one that is no reference is looked for like any other, so that the
  // work, and the time it takes, are the same.
  private static final UUID NOBODY = new UUID(0, 0);

  public Followers {
    others = List.copyOf(others);
  }

  /// The events this is folded from, by the person's tag.
  public static Class<?>[] types() {
    return new Class<?>[] {
      Registered.class,
      RegistrationRenewed.class,
      FileArchived.class,
      FileRecalled.class,
      DataErased.class,
      PersonAssigned.class,
      CoFollowUpGranted.class,
      GrantEnded.class
    };
  }

  /// Nothing is known of the person yet.
  public static Followers of(String person) {
    return new Followers(person, false, null, List.of());
  }

  /// The state of one person.
  public static Fold<Followers> fold(@Nullable UUID person) {
    var tagged = tagged(person);
    return new Fold<>(
        Boundary.of(EventTag.of("person", tagged), types()),
        of(tagged),
        (known, event) -> known.after(event.payload()));
  }

  /// The value of a person's tag; a reference that is none has one too.
  public static String tagged(@Nullable UUID person) {
    return (person == null ? NOBODY : person).toString();
  }

  public Followers after(Object event) {
    return switch (event) {
      case Registered is when is.person().equals(person) ->
          new Followers(person, true, follower, others);
      // What lies in the vault is there for nobody (R52).
      case FileArchived is when is.person().equals(person) ->
          new Followers(person, false, follower, others);
      case FileRecalled is when is.person().equals(person) ->
          new Followers(person, true, follower, others);
      case RegistrationRenewed is when is.person().equals(person) ->
          new Followers(person, true, follower, others);
      // Erased is as if never registered.
      case DataErased is when is.person().equals(person) && is.retention().equals("file") ->
          new Followers(person, false, follower, others);
      case PersonAssigned is when is.person().equals(person) ->
          new Followers(person, registered, is, others);
      case CoFollowUpGranted is when is.person().equals(person) -> {
        var all = new ArrayList<>(others);
        all.add(is);
        yield new Followers(person, registered, follower, all);
      }
      case GrantEnded ended ->
          new Followers(
              person,
              registered,
              follower,
              others.stream().filter(other -> !other.grant().equals(ended.grant())).toList());
      default -> this;
    };
  }

  /// Whether the person is in the asker's portfolio. An advisor who has gone to another
  /// organisation takes nobody along.
  public boolean isPortfolioOf(Asker asker) {
    return registered
        && follower != null
        && follower.advisor().equals(asker.account())
        && follower.organisation().equals(asker.organisation());
  }

  /// Whether an organisation answers for the file: the one that follows the person, and France
  /// Travail, which keeps all files (R56). What is in the vault has a follower too.
  public boolean isKeptBy(String organisation) {
    return isKeptBy(organisation, follower);
  }

  /// The same, where no more is known than who follows.
  public static boolean isKeptBy(String organisation, @Nullable PersonAssigned follower) {
    return organisation.equals(Asker.NATIONAL)
        || (follower != null && follower.organisation().equals(organisation));
  }

  @Override
  public int weight() {
    return 1 + others.size();
  }

  boolean isCoFollowedBy(Asker asker, Instant now) {
    return others.stream()
        .anyMatch(other ->
            other.advisor().equals(asker.account())
                && other.organisation().equals(asker.organisation())
                && Rights.isOpen(other.from(), other.until(), now));
  }
}
