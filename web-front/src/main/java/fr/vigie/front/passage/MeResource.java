package fr.vigie.front.passage;

import io.quarkus.oidc.AccessTokenCredential;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/// Who has signed in: enough for a page to greet them and to choose its menu. What they may do is
/// decided behind, at each call.
@Path("/api/me")
public class MeResource {

  private final AccessTokenCredential token;

  MeResource(AccessTokenCredential token) {
    this.token = token;
  }

  /// The account that has signed in.
  ///
  /// @param roles decide what the menu offers
  public record Me(String login, String organisation, String agency, List<String> roles) {}

  @GET
  public Me me() {
    // It came from identity-service itself, over the token endpoint: read, not checked again.
    var payload = Base64.getUrlDecoder().decode(token.getToken().split("\\.", -1)[1]);
    var claims = new JsonObject(new String(payload, StandardCharsets.UTF_8));
    return new Me(
        claims.getString("preferred_username", ""),
        claims.getString("org", ""),
        claims.getString("agency", ""),
        claims.getJsonArray("roles", new JsonArray()).stream().map(String::valueOf).toList());
  }
}
