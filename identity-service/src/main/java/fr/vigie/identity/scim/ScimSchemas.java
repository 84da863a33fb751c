package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.utils.JsonUtils;
import java.util.Arrays;
import java.util.List;

/// What resources are made of here (RFC 7643, 7), and nothing that is not kept.
final class ScimSchemas {

  static final String SCHEMA = "urn:ietf:params:scim:schemas:core:2.0:Schema";

  private final String base;

  /// @param base address of `/scim/v2`
  ScimSchemas(String base) {
    this.base = base;
  }

  List<ObjectNode> all() {
    return List.of(user(), enterprise(), group());
  }

  private ObjectNode user() {
    return schema(
        ScimJson.USER,
        "User",
        "An account",
        required(text("userName", "The login, whatever its capitals")).put("uniqueness", "server"),
        text("displayName", "The name that is shown to colleagues; `name.formatted` in its place"),
        attribute("active", "boolean", "Made false by the directory; true by an account admin"),
        parts(
            readOnly(attribute("groups", "complex", "Roles that the account has")),
            readOnly(text("value", "The role")),
            readOnly(text("display", "The role")),
            readOnly(reference("Group"))));
  }

  private ObjectNode enterprise() {
    return schema(
        ScimJson.ENTERPRISE,
        "EnterpriseUser",
        "Where the holder works",
        immutable(required(text("organization", "`FT`, or a Cap emploi"))),
        immutable(required(text("department", "Its agency"))));
  }

  private ObjectNode group() {
    return schema(
        ScimJson.GROUP,
        "Group",
        "A role; whoever is added waits for an account admin",
        readOnly(text("displayName", "The role")),
        parts(
            attribute("members", "complex", "Who has it"),
            immutable(text("value", "The id of a user")),
            readOnly(text("type", "`User`")),
            readOnly(reference("User"))));
  }

  private ObjectNode schema(String id, String name, String description, ObjectNode... attributes) {
    var node = JsonUtils.getJsonNodeFactory().objectNode();
    node.putArray("schemas").add(SCHEMA);
    node.put("id", id).put("name", name).put("description", description);
    node.putArray("attributes").addAll(Arrays.asList(attributes));
    node.putObject("meta").put("resourceType", "Schema").put("location", base + "/Schemas/" + id);
    return node;
  }

  private static ObjectNode text(String name, String description) {
    return attribute(name, "string", description);
  }

  private static ObjectNode reference(String type) {
    var node = attribute("$ref", "reference", "Its address");
    node.putArray("referenceTypes").add(type);
    return node;
  }

  private static ObjectNode attribute(String name, String type, String description) {
    return JsonUtils.getJsonNodeFactory()
        .objectNode()
        .put("name", name)
        .put("type", type)
        .put("multiValued", false)
        .put("description", description)
        .put("required", false)
        .put("caseExact", type.equals("reference"))
        .put("mutability", "readWrite")
        .put("returned", "default")
        .put("uniqueness", "none");
  }

  // Several, each of these parts.
  private static ObjectNode parts(ObjectNode attribute, ObjectNode... parts) {
    attribute.put("multiValued", true);
    attribute.putArray("subAttributes").addAll(Arrays.asList(parts));
    return attribute;
  }

  private static ObjectNode required(ObjectNode attribute) {
    return attribute.put("required", true);
  }

  private static ObjectNode immutable(ObjectNode attribute) {
    return attribute.put("mutability", "immutable");
  }

  private static ObjectNode readOnly(ObjectNode attribute) {
    return attribute.put("mutability", "readOnly");
  }
}
