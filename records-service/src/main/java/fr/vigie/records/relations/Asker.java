package fr.vigie.records.relations;

import fr.vigie.kit.Caller;
import fr.vigie.kit.StepUp;
import java.time.Instant;

/// Who asks, as far as a decision needs to know.
///
/// @param fresh both factors were shown within the last minutes
public record Asker(
    String account, String organisation, String agency, String session, boolean fresh) {

  /// France Travail, as tokens name it; every other organisation is a Cap emploi.
  public static final String NATIONAL = "FT";

  public static Asker of(Caller caller, Instant now) {
    return new Asker(
        caller.account(),
        caller.organisation(),
        caller.agency(),
        caller.session(),
        StepUp.isFresh(caller, now));
  }
}
