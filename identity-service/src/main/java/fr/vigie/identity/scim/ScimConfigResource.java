package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import fr.vigie.identity.platform.IdentitySettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;

/// What the directory may expect here (RFC 7643, 5 and 6).
@Path("/scim/v2")
@RolesAllowed(ScimToken.ROLE)
class ScimConfigResource {

  private static final String CONFIG =
      "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
  private static final String TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

  private final String base;

  ScimConfigResource(IdentitySettings settings) {
    this.base = settings.url() + "/scim/v2";
  }

  @GET
  @Path("/ServiceProviderConfig")
  public Response config() {
    var node = object(CONFIG);
    node.putObject("patch").put("supported", true);
    node.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
    node.putObject("filter").put("supported", true).put("maxResults", 200);
    for (var none : List.of("changePassword", "sort", "etag")) {
      node.putObject(none).put("supported", false);
    }
    node.putArray("authenticationSchemes")
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "Bearer token")
        .put("description", "The token whose digest is in vigie.identity.scim.token-digest");
    return ScimAnswers.ok(node);
  }

  @GET
  @Path("/ResourceTypes")
  public Response types() {
    return ScimAnswers.ok(
        ScimJson.list(
            List.of(
                type("User", "/Users", ScimJson.USER), type("Group", "/Groups", ScimJson.GROUP)),
            2,
            1));
  }

  private ObjectNode type(String name, String endpoint, String schema) {
    var node = object(TYPE);
    node.put("id", name).put("name", name).put("endpoint", endpoint).put("schema", schema);
    node.putObject("meta")
        .put("resourceType", "ResourceType")
        .put("location", base + "/ResourceTypes/" + name);
    return node;
  }

  private static ObjectNode object(String schema) {
    var node = JsonUtils.getJsonNodeFactory().objectNode();
    node.putArray("schemas").add(schema);
    return node;
  }
}
