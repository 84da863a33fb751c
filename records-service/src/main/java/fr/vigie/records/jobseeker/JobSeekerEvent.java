package fr.vigie.records.jobseeker;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.util.Map;

/// What happens to a file, as this service stores it. What leaves the service is the event of the
/// same name in the contracts, without what is sealed.
public sealed interface JobSeekerEvent extends Recorded {

  String person();

  /// A person has a file from now on; told again, it replaces the file.
  ///
  /// @param sealed ciphertext in base64 by the name of its [FieldClass]
  record Registered(String person, Map<String, String> sealed) implements JobSeekerEvent {
    public Registered {
      sealed = Map.copyOf(sealed);
    }

    @Override
    public Deed deed() {
      return Deed.of("register", Outcome.DONE, person);
    }
  }
}
