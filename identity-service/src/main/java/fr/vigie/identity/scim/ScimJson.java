package fr.vigie.identity.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.GenericScimResource;
import com.unboundid.scim2.common.exceptions.ScimException;
import com.unboundid.scim2.common.messages.PatchRequest;
import com.unboundid.scim2.common.utils.JsonUtils;
import fr.vigie.identity.platform.References;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Resources and messages as SCIM writes them.
final class ScimJson {

  static final String MEDIA_TYPE = "application/scim+json";
  static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";
  private static final String LIST = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  private static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";

  private ScimJson() {}

  /// @param base address of `/scim/v2`
  static ObjectNode user(ScimUser user, String base) {
    var node = resource(List.of(USER, ENTERPRISE), user.id().toString());
    node.put("userName", user.userName());
    node.put("displayName", user.displayName());
    node.put("active", user.active());
    user.externalId().ifPresent(id -> node.put("externalId", id));
    var groups = node.putArray("groups");
    user.roles()
        .forEach(role ->
            groups
                .addObject()
                .put("value", role)
                .put("display", role)
                .put("$ref", base + "/Groups/" + role));
    node.putObject(ENTERPRISE)
        .put("organization", user.organisation())
        .put("department", user.agency());
    meta(node, "User", base + "/Users/" + user.id());
    return node;
  }

  static ObjectNode group(String role, List<UUID> members, String base) {
    var node = resource(List.of(GROUP), role);
    node.put("displayName", role);
    var all = node.putArray("members");
    members.forEach(member ->
        all.addObject()
            .put("value", member.toString())
            .put("type", "User")
            .put("$ref", base + "/Users/" + member));
    meta(node, "Group", base + "/Groups/" + role);
    return node;
  }

  static ObjectNode list(List<ObjectNode> resources, int total, int start) {
    var node = JsonUtils.getJsonNodeFactory().objectNode();
    node.putArray("schemas").add(LIST);
    node.put("totalResults", total);
    node.put("startIndex", start);
    node.put("itemsPerPage", resources.size());
    node.putArray("Resources").addAll(resources);
    return node;
  }

  static ObjectNode error(ScimError error) {
    var node = JsonUtils.getJsonNodeFactory().objectNode();
    node.putArray("schemas").add(ERROR);
    node.put("status", Integer.toString(error.status()));
    if (!error.type().isEmpty()) {
      node.put("scimType", error.type());
    }
    node.put("detail", error.getMessage());
    return node;
  }

  private static ObjectNode resource(List<String> schemas, String id) {
    var node = JsonUtils.getJsonNodeFactory().objectNode();
    var all = node.putArray("schemas");
    schemas.forEach(all::add);
    node.put("id", id);
    return node;
  }

  private static void meta(ObjectNode node, String type, String location) {
    node.putObject("meta").put("resourceType", type).put("location", location);
  }

  /// A resource that was sent.
  ///
  /// @throws ScimError where it is none
  static ObjectNode read(String json) {
    try {
      return reader().readTree(json) instanceof ObjectNode node ? node : nothing();
    } catch (JsonProcessingException _) {
      return nothing();
    }
  }

  // A name that is said twice is understood in two ways.
  private static ObjectReader reader() {
    return JsonUtils.getObjectReader().with(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
  }

  private static ObjectNode nothing() {
    throw new ScimError(400, "invalidSyntax", "The body is not a JSON object.");
  }

  /// A resource as a patch would have it.
  ///
  /// @param ours attributes that no patch changes
  /// @throws ScimError where the patch is none, does not fit, or changes those
  static ObjectNode patched(ObjectNode before, String json, String... ours) {
    var after = patched(before, json);
    for (var attribute : ours) {
      if (!before.path(attribute).equals(after.path(attribute))) {
        throw ScimError.notTheDirectorys(attribute);
      }
    }
    return after;
  }

  private static ObjectNode patched(ObjectNode before, String json) {
    try {
      var patch = reader().forType(PatchRequest.class).<PatchRequest>readValue(json);
      var resource = new GenericScimResource(before.deepCopy());
      patch.apply(resource);
      return resource.getObjectNode();
    } catch (ScimException bad) {
      throw new ScimError(400, "invalidPath", "The patch does not fit: " + bad.getMessage());
    } catch (JsonProcessingException | RuntimeException _) {
      // What the library does not expect, an operation that is null, a path that is empty, ends in
      // faults of every kind there. Nothing else is done here.
      throw new ScimError(400, "invalidSyntax", "The body is not a patch (RFC 7644, 3.5.2).");
    }
  }

  /// A text of a resource, whatever the case of its name.
  static Optional<String> text(@Nullable JsonNode node, String name) {
    return node instanceof ObjectNode object
        ? Optional.ofNullable(object.get(name)).filter(JsonNode::isTextual).map(JsonNode::asText)
        : Optional.empty();
  }

  /// Whether a user is to be active; directories send the word as well.
  static boolean active(ObjectNode node) {
    var active = node.get("active");
    return active == null || Boolean.parseBoolean(active.asText());
  }

  /// The members a group is to have.
  static List<UUID> members(ObjectNode node) {
    return node.get("members") instanceof ArrayNode all
        ? all.valueStream()
            .map(member ->
                text(member, "value")
                    .flatMap(References::of)
                    .orElseThrow(
                        () -> ScimError.invalid("Each member needs a value: the id of a user.")))
            .distinct()
            .toList()
        : List.of();
  }
}
