package fr.vigie.audit.platform;

import fr.vigie.audit.breach.LeafProofs;
import fr.vigie.audit.proofs.InclusionProofs;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/// Where the breach file has its proofs from.
@Singleton
class Proving {

  @Produces
  @Singleton
  LeafProofs proofs(InclusionProofs proofs) {
    return indexes ->
        proofs
            .ofLeaves(indexes)
            .map(together -> new LeafProofs.Proven(together.note(), together.hashes()));
  }
}
