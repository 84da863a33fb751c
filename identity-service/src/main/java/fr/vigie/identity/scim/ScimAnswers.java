package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.vigie.eventstore.StoreUnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.DatabaseException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Supplier;

/// Answers in SCIM's own words, errors too.
@ApplicationScoped
class ScimAnswers {

  static Response ok(ObjectNode resource) {
    return Response.ok(resource.toString(), ScimJson.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  Uni<Response> guarded(Supplier<Uni<Response>> work) {
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure(ScimError.class)
        .recoverWithItem(failure -> refused(failure))
        .onFailure(DatabaseException.class)
        .transform(away -> new StoreUnavailableException("users cannot be read", away));
  }

  private static Response refused(ScimError error) {
    return Response.status(error.status())
        .entity(ScimJson.error(error).toString())
        .type(ScimJson.MEDIA_TYPE)
        .build();
  }
}
