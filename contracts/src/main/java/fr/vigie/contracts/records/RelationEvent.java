package fr.vigie.contracts.records;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Rights to see persons beside the own portfolio: for a time, and granted by a named person, `by`.
/// `grant` is a random reference.
public sealed interface RelationEvent extends Recorded {

  String grant();

  /// Whom it is granted to.
  String advisor();

  /// The advisor receives whoever comes to the agency: its persons may be seen.
  record ShiftOpened(
      String grant,
      String advisor,
      String organisation,
      String agency,
      Instant from,
      Instant until,
      String by)
      implements RelationEvent {
    @Override
    public Deed deed() {
      return Deed.of("open-shift", Outcome.DONE, advisor);
    }
  }

  /// The advisor stands in for another: the persons of that portfolio may be seen.
  ///
  /// @param absent the advisor who is away
  record ReplacementGranted(
      String grant,
      String advisor,
      String absent,
      String organisation,
      Instant from,
      Instant until,
      String by)
      implements RelationEvent {
    @Override
    public Deed deed() {
      return Deed.of("grant-replacement", Outcome.DONE, advisor);
    }
  }

  /// The advisor follows a person beside the advisor of another organisation.
  ///
  /// @param organisation the one the advisor works for
  record CoFollowUpGranted(
      String grant,
      String person,
      String advisor,
      String organisation,
      String agency,
      Instant from,
      Instant until,
      String by)
      implements RelationEvent {
    @Override
    public Deed deed() {
      return Deed.of("grant-co-follow-up", Outcome.DONE, person);
    }
  }

  /// The advisor is one of those who may see what is kept of a disability (D5312-51), of persons
  /// the advisor follows.
  record AdvisorDesignated(
      String grant, String advisor, String organisation, Instant from, Instant until, String by)
      implements RelationEvent {
    @Override
    public Deed deed() {
      return Deed.of("designate", Outcome.DONE, advisor);
    }
  }

  /// The advisor broke the glass: on the own word, some of a person's file may be seen for a short
  /// while, and somebody else looks at it afterwards.
  ///
  /// @param fieldClasses names of the classes asked for
  /// @param reason in a word from a list; what the advisor wrote beside it stays in the store
  record GlassBroken(
      String grant,
      String person,
      String advisor,
      String organisation,
      String agency,
      List<String> fieldClasses,
      String reason,
      Instant from,
      Instant until)
      implements RelationEvent {
    public GlassBroken {
      fieldClasses = List.copyOf(fieldClasses);
    }

    @Override
    public Deed deed() {
      return Deed.of("break-glass", Outcome.DONE, person);
    }
  }

  /// Somebody else looked at a broken glass.
  ///
  /// @param verdict `justified` or `abuse`
  /// @param role as whom: `manager`, `privacy-officer`
  record GlassReviewed(
      String grant,
      String person,
      String advisor,
      String verdict,
      String role,
      Instant at,
      String by)
      implements RelationEvent {
    @Override
    public Deed deed() {
      return Deed.of("review-glass", Outcome.DONE, person);
    }
  }

  /// A right ended before its time.
  ///
  /// @param person of a co-follow-up; else null
  record GrantEnded(String grant, String advisor, @Nullable String person, Instant at, String by)
      implements RelationEvent {
    @Override
    public Deed deed() {
      return Deed.of("end-grant", Outcome.DONE, person == null ? advisor : person);
    }
  }

  /// A right was asked for that is not for the one who asked to give.
  ///
  /// @param asked `open-shift`, `grant-replacement`, ...
  /// @param reason `another-organisation`, `another-agency`, ...
  record GrantRefused(String grant, String advisor, String asked, String reason, String by)
      implements RelationEvent {
    @Override
    public Deed deed() {
      return Deed.of(asked, Outcome.REFUSED, advisor);
    }
  }
}
