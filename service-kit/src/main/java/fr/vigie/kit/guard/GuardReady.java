package fr.vigie.kit.guard;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Ready is who knows who may act: a replica that would refuse everybody is not to be asked.
@Readiness
class GuardReady implements HealthCheck {

  private final Guard guard;

  GuardReady(Guard guard) {
    this.guard = guard;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("guard").status(guard.isUpToDate()).build();
  }
}
