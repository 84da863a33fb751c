package fr.vigie.records.privacy;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.FileExported;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.Exposure;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.FileHistory;
import fr.vigie.records.jobseeker.JobSeekerEvent;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Followers;
import fr.vigie.records.standing.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Whether a copy of a file is made, folded from the officer's day and the file's history, which is
/// what the copy is made of. The vault keeps no copy from the person it is about.
///
/// @param follower whose organisation answers for the file, beside France Travail
record Copy(
    FileHistory history,
    boolean erased,
    @Nullable PersonAssigned follower,
    Standing standing,
    Exposure exposure) {

  static final Copy NOTHING =
      new Copy(FileHistory.NOTHING, false, null, Standing.GOOD, Exposure.NONE);

  static final String PURPOSE = "subject-access";

  /// A copy is asked for.
  ///
  /// @param until what happened later is left out
  record Make(Asker officer, UUID person, Instant until) {}

  /// What came of it.
  sealed interface Answer {
    record Made(FileHistory history) implements Answer {}

    record Refused(Refusal reason) implements Answer {}
  }

  static Boundary boundary(Make make, Instant now) {
    return Exposure.ofAsker(make.officer(), now)
        .or(
            EventTag.of("person", make.person().toString()),
            Registered.class,
            FileChanged.class,
            EntryWritten.class,
            RegistrationEnded.class,
            RegistrationRenewed.class,
            DataErased.class,
            PersonAssigned.class);
  }

  Copy after(StoredEvent event, Instant until) {
    return switch (event.payload()) {
      case DataErased is ->
          is.retention().equals("file")
              ? new Copy(history, true, follower, standing, exposure)
              : this;
      case PersonAssigned is -> new Copy(history, erased, is, standing, exposure);
      case JobSeekerEvent _ ->
          event.time().isAfter(until)
              ? this
              : new Copy(history.after(event), erased, follower, standing, exposure);
      case StandingEvent change ->
          new Copy(history, erased, follower, standing.after(change), exposure);
      default -> new Copy(history, erased, follower, standing, exposure.after(event));
    };
  }

  static Decision<Answer> decide(Make make, Copy state, ExposurePolicy policy, Instant now) {
    var person = make.person().toString();
    var copied =
        new FileExported(
            person,
            make.officer().account(),
            ParisTime.day(now),
            Arrays.stream(FieldClass.values()).map(FieldClass::word).toList(),
            PURPOSE,
            null,
            state.history().bytes());
    return state
        .inTheWay(make.officer(), copied, policy, now)
        .map(reason -> state.refuse(make, reason, policy, now))
        .orElseGet(() -> new Decision<>(List.of(copied), new Answer.Made(state.history())));
  }

  private Optional<Refusal> inTheWay(
      Asker officer, FileExported copied, ExposurePolicy policy, Instant now) {
    if (standing.isFrozen() || exposure.isStopped(now)) {
      return Optional.of(Refusal.ACCOUNT_FROZEN);
    }
    // Tenants end here: another organisation's persons are as nobody.
    if (erased
        || history.classes().isEmpty()
        || !Followers.isKeptBy(officer.organisation(), follower)) {
      return Optional.of(Refusal.NO_SUCH_PERSON);
    }
    // The factors are fresh where this is asked, and the purpose is the reason.
    return exposure.line(
        copied.debits(), copied.bytes(), policy, standing.isOnProbation(now), true, PURPOSE, now);
  }

  private Decision<Answer> refuse(Make make, Refusal reason, ExposurePolicy policy, Instant now) {
    if (reason == Refusal.TRANCHE_NEEDED) {
      return new Decision<>(List.of(), new Answer.Refused(reason));
    }
    var officer = make.officer().account();
    var events = new ArrayList<Object>();
    events.add(
        new DisclosureRefused(
            reason == Refusal.NO_SUCH_PERSON ? null : make.person().toString(),
            officer,
            ParisTime.day(now),
            PURPOSE,
            reason.word()));
    exposure
        .alert(officer, reason, policy, standing.isOnProbation(now), now)
        .ifPresent(events::add);
    return new Decision<>(events, new Answer.Refused(reason));
  }
}
