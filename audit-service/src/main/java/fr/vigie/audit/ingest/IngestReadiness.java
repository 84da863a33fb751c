package fr.vigie.audit.ingest;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/// Whether this replica can serve. A broker that is away is said and does not count: what is in the
/// log can be asked for, never more than then.
@Readiness
@ApplicationScoped
class IngestReadiness implements HealthCheck {

  private final IngestState state;

  IngestReadiness(IngestState state) {
    this.state = state;
  }

  @Override
  public HealthCheckResponse call() {
    var standing = state.standing();
    var ready =
        switch (standing.phase()) {
          case FOLLOWING, BROKER_AWAY -> true;
          case STARTING, DATABASE_AWAY, LOG_REWOUND, STOPPED -> false;
        };
    return HealthCheckResponse.named("ingestion")
        .status(ready)
        .withData("phase", standing.phase().word())
        .withData("since", standing.since().toString())
        .withData("lag", state.lag())
        .build();
  }
}
