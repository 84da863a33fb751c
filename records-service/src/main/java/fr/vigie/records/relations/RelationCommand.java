package fr.vigie.records.relations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a manager may grant, or end.
sealed interface RelationCommand {

  /// In the word that the event's deed bears.
  String asked();

  /// Whom it is for; null where the grant says.
  @Nullable String advisor();

  /// The advisor receives whoever comes to the manager's agency.
  record OpenShift(String advisor, Instant from, Instant until) implements RelationCommand {
    @Override
    public String asked() {
      return "open-shift";
    }
  }

  /// The advisor stands in for another of the manager's organisation.
  record Replace(String advisor, String absent, Instant from, Instant until)
      implements RelationCommand {
    @Override
    public String asked() {
      return "grant-replacement";
    }
  }

  /// An advisor of another organisation follows a person of the manager's too.
  ///
  /// @param person null where the reference names nobody
  record CoFollow(
      @Nullable UUID person,
      String advisor,
      String organisation,
      String agency,
      Instant from,
      Instant until)
      implements RelationCommand {
    @Override
    public String asked() {
      return "grant-co-follow-up";
    }
  }

  /// The advisor may see disabilities of persons followed.
  record Designate(String advisor, Instant from, Instant until) implements RelationCommand {
    @Override
    public String asked() {
      return "designate";
    }
  }

  /// A person goes to another advisor of the manager's agency.
  ///
  /// @param person null where the reference names nobody
  record Transfer(@Nullable UUID person, String advisor) implements RelationCommand {
    @Override
    public String asked() {
      return "assign";
    }
  }

  /// A right ends before its time.
  record End(String grant) implements RelationCommand {
    @Override
    public String asked() {
      return "end-grant";
    }

    @Override
    public @Nullable String advisor() {
      return null;
    }
  }
}
