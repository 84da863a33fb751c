package fr.vigie.records.calls;

import fr.vigie.kit.Callers;
import io.quarkus.security.identity.SecurityIdentity;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/// On whose behalf a service makes the call that is being answered.
@ApplicationScoped
public class ServiceCalls {

  private final SecurityIdentity identity;
  private final HttpServerRequest request;
  private final Callers callers;

  ServiceCalls(SecurityIdentity identity, HttpServerRequest request, Callers callers) {
    this.identity = identity;
    this.request = request;
    this.callers = callers;
  }

  /// What goes with every event it causes: the agent acted, through the service.
  public Map<String, String> attributes() {
    return ServiceCall.of(identity.getPrincipal().getName(), request::getHeader)
        .orElseThrow(() -> new IllegalStateException("no service comes here without an agent"))
        .attributes(callers);
  }
}
