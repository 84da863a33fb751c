package fr.vigie.identity.platform;

import fr.vigie.kit.Callers;
import jakarta.enterprise.context.ApplicationScoped;

/// Reads the trail of the request that is being answered. To be asked before the request's thread
/// is left.
@ApplicationScoped
public class Trails {

  private final Callers callers;

  Trails(Callers callers) {
    this.callers = callers;
  }

  public Trail current() {
    return new Trail(callers.network(), callers.correlation());
  }
}
