package fr.vigie.records.vault;

import fr.vigie.contracts.records.RecordsEvent.ApprovalUsed;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.approvals.Approval;
import fr.vigie.records.approvals.Matter;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.relations.Followers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether a file goes into the vault or out of it, folded from what happened to it.
///
/// @param since position of what the time without contact is reckoned from: the newest situation, a
///   recall, or the last contact; 0: there is no file
/// @param ended the registration is over
/// @param archived it lies in the vault
/// @param follower whose organisation answers for the file, beside France Travail
/// @param approval the one somebody comes with
record Vault(
    long since,
    boolean ended,
    boolean archived,
    @Nullable PersonAssigned follower,
    Approval approval) {

  static final Vault NOTHING = new Vault(0, false, false, null, Approval.NOTHING);

  private static final String BASIS = "registration";

  /// Who wants a file back.
  record By(String account, String organisation) {}

  static Boundary boundary(UUID person) {
    return Boundary.of(
        EventTag.of("person", person.toString()),
        Registered.class,
        FileChanged.class,
        RegistrationEnded.class,
        RegistrationRenewed.class,
        EntryWritten.class,
        FileArchived.class,
        FileRecalled.class,
        DataErased.class,
        PersonAssigned.class);
  }

  static Boundary boundary(UUID person, String approval) {
    return boundary(person).or(Approval.tag(approval), Approval.types());
  }

  Vault after(StoredEvent event) {
    return switch (event.payload()) {
      case FileArchived _ -> new Vault(since, ended, true, follower, approval);
      case FileRecalled _ -> new Vault(event.position(), ended, false, follower, approval);
      case RegistrationRenewed _ -> new Vault(event.position(), false, false, follower, approval);
      case RegistrationEnded _ -> new Vault(event.position(), true, archived, follower, approval);
      case PersonAssigned is -> new Vault(since, ended, archived, is, approval);
      case JobSeekerEvent told ->
          told.classes().containsKey(FieldClass.SITUATION.word()) || Vaults.isContact(told)
              ? new Vault(event.position(), ended, archived, follower, approval)
              : this;
      case DataErased is -> is.retention().equals("file") ? NOTHING : this;
      default -> new Vault(since, ended, archived, follower, approval.after(event));
    };
  }

  /// @param asOf position that the twelve months were reckoned from
  static Decision<Boolean> archive(UUID person, long asOf, Vault state) {
    return state.archived() || state.since() != asOf
        ? new Decision<>(List.of(), false)
        : new Decision<>(List.of(new FileArchived(person.toString())), true);
  }

  static Decision<Boolean> recall(UUID person, String approval, By by, Vault state, Instant now) {
    var ref = person.toString();
    if (!state.approval().allows(by.account(), Matter.RECALL, ref, now)
        || !Followers.isKeptBy(by.organisation(), state.follower())
        || state.since() == 0
        || !state.archived()) {
      return new Decision<>(List.of(), false);
    }
    return new Decision<>(
        List.of(
            new ApprovalUsed(ref, approval, Matter.RECALL.word(), by.account()),
            new FileRecalled(ref, approval)),
        true);
  }

  /// @param situation from now on, sealed
  static Decision<Boolean> renew(UUID person, String situation, Vault state) {
    return state.since() == 0 || !(state.ended() || state.archived())
        ? new Decision<>(List.of(), false)
        : new Decision<>(
            List.of(
                new RegistrationRenewed(
                    person.toString(), BASIS, Map.of(FieldClass.SITUATION.word(), situation))),
            true);
  }
}
