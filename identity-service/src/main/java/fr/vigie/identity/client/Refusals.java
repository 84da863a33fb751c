package fr.vigie.identity.client;

import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.eventstore.quarkus.RequestRefusals;
import fr.vigie.identity.platform.Trail;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Has refusals of applications, and of pages, leave events under the names they have here.
@ApplicationScoped
public class Refusals {

  private final Clients clients;
  private final RequestRefusals requests;

  Refusals(Clients clients, RequestRefusals requests) {
    this.clients = clients;
    this.requests = requests;
  }

  /// Notes a refusal. Never fails: what was refused stays refused.
  ///
  /// @param client as the request names it; one that is not known here goes unnamed
  public Uni<Void> note(@Nullable String client, String endpoint, String reason, Trail trail) {
    var by = clients.find(client).map(Client::id).orElse(RequestEvent.UNKNOWN);
    return requests.note(by, endpoint, reason, trail.attributes());
  }

  /// Notes what was refused to somebody who is signed in.
  public Uni<Void> noteOf(UUID account, String endpoint, String reason, Trail trail) {
    return requests.note(account.toString(), endpoint, reason, trail.attributes(account));
  }
}
