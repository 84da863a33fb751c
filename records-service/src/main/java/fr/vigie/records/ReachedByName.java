package fr.vigie.records;

import fr.vigie.contracts.records.DisclosureEvent.DisclosureRefused;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioSearched;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.contracts.records.RecordsEvent.JobSeekerRegistered;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.records.jobseeker.ImportProblem;
import fr.vigie.records.jobseeker.JobSeeker;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import io.quarkus.runtime.annotations.RegisterForReflection;

/// What our own JSON mappers reach by reflection, for native images: events, and what is sealed.
@RegisterForReflection(
    targets = {
      DisclosureRefused.class,
      ImportProblem.class,
      JobSeeker.Contact.class,
      JobSeeker.Disability.class,
      JobSeeker.Identifiers.class,
      JobSeeker.Identity.class,
      JobSeeker.Path.class,
      JobSeeker.Situation.class,
      JobSeekerRegistered.class,
      PersonAssigned.class,
      PortfolioListed.class,
      PortfolioSearched.class,
      RecordDisclosed.class,
      Registered.class
    })
final class ReachedByName {

  private ReachedByName() {}
}
