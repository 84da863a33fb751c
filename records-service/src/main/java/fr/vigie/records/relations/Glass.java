package fr.vigie.records.relations;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Recorded;
import fr.vigie.contracts.records.RelationEvent.GlassBroken;

/// A broken glass as this service stores it. What leaves the service is `broken` alone.
///
/// @param words what the advisor wrote, sealed under the person's key, in base64
public record Glass(GlassBroken broken, String words) implements Recorded {
  @Override
  public Deed deed() {
    return broken.deed();
  }
}
