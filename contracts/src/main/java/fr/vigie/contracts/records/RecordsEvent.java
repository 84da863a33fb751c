package fr.vigie.contracts.records;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;

/// What happens to files and to the relations between persons and advisors. `person` is a random
/// reference. What records-service keeps of a person beside these lies encrypted in its own store.
public sealed interface RecordsEvent extends Recorded {

  String person();

  record JobSeekerRegistered(String person) implements RecordsEvent {
    @Override
    public Deed deed() {
      return Deed.of("register", Outcome.DONE, person);
    }
  }

  /// From now on this advisor follows this person; a former advisor no longer does.
  record PersonAssigned(String person, String advisor, String organisation, String agency)
      implements RecordsEvent {
    @Override
    public Deed deed() {
      return Deed.of("assign", Outcome.DONE, person);
    }
  }
}
