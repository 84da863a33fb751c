package fr.vigie.identity.signals;

import fr.vigie.identity.platform.IdentitySettings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/// What a receiver can know without asking (OpenID Shared Signals Framework 1.0). Who receives what
/// is a setting, not an endpoint.
@Path("/.well-known/ssf-configuration")
class SignalDiscovery {

  private final String metadata;

  SignalDiscovery(IdentitySettings settings) {
    this.metadata =
        new JsonObject()
            .put("spec_version", "1_0")
            .put("issuer", settings.url().toString())
            .put("jwks_uri", settings.url() + "/jwks")
            .put(
                "delivery_methods_supported",
                new JsonArray().add("urn:ietf:rfc:8935").add("urn:ietf:rfc:8936"))
            .encode();
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  public String tell() {
    return metadata;
  }
}
