package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import fr.vigie.identity.platform.IdentitySettings;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the directory may expect here (RFC 7643, 5 to 7; RFC 7644, 4).
@Path("/scim/v2")
@RolesAllowed(ScimToken.ROLE)
class ScimConfigResource {

  private static final String CONFIG =
      "urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig";
  private static final String TYPE = "urn:ietf:params:scim:schemas:core:2.0:ResourceType";

  private final String base;
  private final List<ObjectNode> types;
  private final List<ObjectNode> schemas;

  ScimConfigResource(IdentitySettings settings) {
    this.base = settings.url() + "/scim/v2";
    this.types = List.of(user(), type("Group", "/Groups", ScimJson.GROUP));
    this.schemas = new ScimSchemas(base).all();
  }

  @GET
  @Path("/ServiceProviderConfig")
  public Response config(@QueryParam("filter") @Nullable String filter) {
    var node = object(CONFIG);
    node.putObject("patch").put("supported", true);
    node.putObject("bulk").put("supported", false).put("maxOperations", 0).put("maxPayloadSize", 0);
    node.putObject("filter").put("supported", true).put("maxResults", ScimUserResource.MOST);
    node.putObject("etag").put("supported", true);
    for (var none : List.of("changePassword", "sort")) {
      node.putObject(none).put("supported", false);
    }
    node.putArray("authenticationSchemes")
        .addObject()
        .put("type", "oauthbearertoken")
        .put("name", "Bearer token")
        .put("description", "The token whose digest is in vigie.identity.scim.token-digest");
    node.putObject("meta")
        .put("resourceType", "ServiceProviderConfig")
        .put("location", base + "/ServiceProviderConfig");
    return filter == null ? ScimAnswers.ok(node) : forbidden();
  }

  @GET
  @Path("/ResourceTypes")
  public Response types(@QueryParam("filter") @Nullable String filter) {
    return filter == null ? all(types) : forbidden();
  }

  @GET
  @Path("/ResourceTypes/{id}")
  public Response type(@PathParam("id") String id) {
    return one(types, id, "resource type");
  }

  @GET
  @Path("/Schemas")
  public Response schemas(@QueryParam("filter") @Nullable String filter) {
    return filter == null ? all(schemas) : forbidden();
  }

  @GET
  @Path("/Schemas/{id}")
  public Response schema(@PathParam("id") String id) {
    return one(schemas, id, "schema");
  }

  private static Response all(List<ObjectNode> nodes) {
    return ScimAnswers.ok(ScimJson.list(nodes, nodes.size(), 1));
  }

  private static Response one(List<ObjectNode> nodes, String id, String what) {
    return nodes.stream()
        .filter(node -> ScimJson.text(node, "id").filter(id::equals).isPresent())
        .findFirst()
        .map(ScimAnswers::ok)
        .orElseGet(() -> ScimAnswers.refused(ScimError.noSuch(what)));
  }

  // RFC 7644, 4.
  private static Response forbidden() {
    return ScimAnswers.refused(new ScimError(403, "", "What there is here is not searched."));
  }

  private ObjectNode user() {
    var node = type("User", "/Users", ScimJson.USER);
    node.putArray("schemaExtensions")
        .addObject()
        .put("schema", ScimJson.ENTERPRISE)
        .put("required", true);
    return node;
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
