package fr.vigie.records;

import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.contracts.records.DisclosureEvent.CallRefused;
import fr.vigie.contracts.records.DisclosureEvent.ChangeRefused;
import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.ExportOrderShown;
import fr.vigie.contracts.records.DisclosureEvent.FileExported;
import fr.vigie.contracts.records.DisclosureEvent.GlassQueueShown;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioSearched;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.DisclosureEvent.TrancheTaken;
import fr.vigie.contracts.records.RecordsEvent;
import fr.vigie.contracts.records.RecordsEvent.JobSeekerRegistered;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.RelationEvent.AdvisorDesignated;
import fr.vigie.contracts.records.RelationEvent.CoFollowUpGranted;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;
import fr.vigie.contracts.records.RelationEvent.GlassReviewed;
import fr.vigie.contracts.records.RelationEvent.GrantEnded;
import fr.vigie.contracts.records.RelationEvent.GrantRefused;
import fr.vigie.contracts.records.RelationEvent.ReplacementGranted;
import fr.vigie.contracts.records.RelationEvent.ShiftOpened;
import fr.vigie.contracts.records.StandingEvent.ProbationNoted;
import fr.vigie.contracts.records.StandingEvent.StandingChanged;
import fr.vigie.records.fields.FieldProblem;
import fr.vigie.records.importing.ImportProblem;
import fr.vigie.records.jobseeker.Appointment;
import fr.vigie.records.jobseeker.FileHistory;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.jobseeker.Note;
import fr.vigie.records.jobseeker.WholeFile;
import fr.vigie.records.relations.Glass;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What our own JSON mappers reach by reflection, for native images: events, and what is sealed.
@RegisterForReflection(
    targets = {
      Appointment.class,
      Appointment.Closing.class,
      ChangeRefused.class,
      AdvisorDesignated.class,
      AlertRaised.class,
      CallRefused.class,
      CoFollowUpGranted.class,
      Glass.class,
      GlassBroken.class,
      ExportOrderShown.class,
      GlassQueueShown.class,
      GlassReviewed.class,
      GrantEnded.class,
      GrantRefused.class,
      ProbationNoted.class,
      ReplacementGranted.class,
      ShiftOpened.class,
      StandingChanged.class,
      TrancheTaken.class,
      DisclosureRefused.class,
      EntryWritten.class,
      FieldProblem.class,
      FileChanged.class,
      ImportProblem.class,
      JobSeeker.Contact.class,
      JobSeeker.Contract.class,
      JobSeeker.Detention.class,
      JobSeeker.Disability.class,
      JobSeeker.Identifiers.class,
      JobSeeker.Identity.class,
      JobSeeker.Path.class,
      JobSeeker.Situation.class,
      JobSeekerRegistered.class,
      Note.class,
      PersonAssigned.class,
      PersonSought.class,
      PortfolioListed.class,
      PortfolioSearched.class,
      RecordDisclosed.class,
      FileExported.class,
      FileHistory.Change.class,
      RecordsEvent.ApprovalAsked.class,
      RecordsEvent.ApprovalGiven.class,
      RecordsEvent.ApprovalUsed.class,
      RecordsEvent.DataErased.class,
      RecordsEvent.ExportOrdered.class,
      RecordsEvent.FileArchived.class,
      RecordsEvent.FileRecalled.class,
      WholeFile.class,
      WholeFile.Meeting.class,
      RecordsEvent.EntryWritten.class,
      RecordsEvent.FileChanged.class,
      RecordsEvent.RegistrationEnded.class,
      RecordsEvent.RegistrationRenewed.class,
      Registered.class,
      RegistrationEnded.class,
      RegistrationRenewed.class
    })
final class ReachedByName {

  private ReachedByName() {}
}
