package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What the directory finds out here by itself, looks for, and means when it changes something (RFC
/// 7643, 5 to 7; RFC 7644, 3.4, 3.9, 3.14 and 4).
@QuarkusTest
class ScimReadingTest extends ServiceTest {

  private static final Executor EACH_AT_ONCE = Executors.newVirtualThreadPerTaskExecutor();
  private static final String USER = "urn:ietf:params:scim:schemas:core:2.0:User";
  private static final String GROUP = "urn:ietf:params:scim:schemas:core:2.0:Group";
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private HttpResponse<String> send(String method, String path, String json, String... headers) {
    var all = Stream.concat(Stream.of(headers), Stream.of("Authorization", "Bearer " + TOKEN));
    return browser().ask(method, "/scim/v2" + path, json, all.toArray(String[]::new));
  }

  private static final String TOKEN = FakeLockout.DIRECTORY_TOKEN;

  private JsonObject json(String path) {
    var answer = send("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private JsonArray found(String resources, String filter) {
    return json(resources + "?filter=" + Browser.encode(filter)).getJsonArray("Resources");
  }

  private static String patch(String op, String path, String value) {
    return """
    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
    "Operations":[{"op":"%s","path":"%s","value":%s}]}\
    """
        .formatted(op, path, value);
  }

  @Test
  void what_there_is_and_what_it_is_made_of_can_be_read() {
    var config = json("/ServiceProviderConfig");
    assertThat(config.getJsonObject("patch").getBoolean("supported")).isTrue();
    assertThat(config.getJsonObject("etag").getBoolean("supported")).isTrue();
    assertThat(config.getJsonObject("bulk").getBoolean("supported")).isFalse();

    for (var type : json("/ResourceTypes").getJsonArray("Resources")) {
      var one = (JsonObject) type;
      assertThat(json("/ResourceTypes/" + one.getString("id"))).isEqualTo(one);
      assertThat(json("/Schemas/" + one.getString("schema")).getString("id"))
          .isEqualTo(one.getString("schema"));
    }
    assertThat(json("/Schemas").getInteger("totalResults")).isEqualTo(3);
    assertThat(attributes(USER)).containsExactly("userName", "displayName", "active", "groups");
    assertThat(attributes(ENTERPRISE)).containsExactly("organization", "department");
    assertThat(attributes(GROUP)).containsExactly("displayName", "members");
    assertThat(send("GET", "/Schemas/x", "").statusCode()).isEqualTo(404);
    for (var path : List.of("/ServiceProviderConfig", "/ResourceTypes", "/Schemas")) {
      assertThat(send("GET", path + "?filter=x", "").statusCode()).as(path).isEqualTo(403);
      assertThat(browser().get("/scim/v2" + path).statusCode()).as(path).isEqualTo(401);
    }
  }

  private List<String> attributes(String schema) {
    return json("/Schemas/" + schema).getJsonArray("attributes").stream()
        .map(one -> ((JsonObject) one).getString("name"))
        .toList();
  }

  /// What a user is said to be made of is all that a user has.
  @Test
  void a_user_has_what_its_schemas_say() {
    var alice = anAdvisor("alice");

    var user = json("/Users/" + alice.account());

    assertThat(user.fieldNames())
        .containsExactlyInAnyOrder(
            "schemas", "id", "meta", "userName", "displayName", "active", "groups", ENTERPRISE);
    assertThat(user.getJsonObject("meta").fieldNames())
        .containsExactlyInAnyOrder("resourceType", "location", "version");
  }

  @Test
  void a_filter_that_names_a_user_may_ask_for_more() {
    var alice = anAdvisor("alice");
    var named = "userName eq \"" + alice.login() + "\"";

    assertThat(found("/Users", named + " and active eq true")).hasSize(1);
    assertThat(found("/Users", named + " and active eq false")).isEmpty();
    assertThat(found("/Users", named + " and groups[value eq \"advisor\"]")).hasSize(1);
    assertThat(found("/Users", "id eq \"" + alice.account() + "\" and displayName sw \"X\""))
        .isEmpty();
    assertThat(found("/Users", named.replace("userName", "USERNAME"))).hasSize(1);
  }

  @Test
  void groups_are_found_by_name_and_shown_without_their_members_where_that_is_wanted() {
    var found =
        json(
            "/Groups?excludedAttributes=members&filter="
                + Browser.encode("displayName eq \"manager\""));

    assertThat(found.getInteger("totalResults")).isEqualTo(1);
    var group = found.getJsonArray("Resources").getJsonObject(0);
    assertThat(group.getString("id")).isEqualTo("manager");
    assertThat(group.fieldNames()).doesNotContain("members");
    assertThat(json("/Groups?count=2&startIndex=2").getJsonArray("Resources")).hasSize(2);
  }

  @Test
  void only_what_is_named_is_shown_and_what_it_is_called() {
    var alice = anAdvisor("alice");
    var path = "/Users/" + alice.account();

    assertThat(json(path + "?attributes=userName").fieldNames())
        .containsExactlyInAnyOrder("schemas", "id", "userName");
    assertThat(json(path + "?attributes=" + USER + ":active,groups.value").fieldNames())
        .containsExactlyInAnyOrder("schemas", "id", "active", "groups");
    assertThat(json(path + "?excludedAttributes=" + ENTERPRISE + ":department,meta").fieldNames())
        .contains("userName")
        .doesNotContain(ENTERPRISE, "meta");
  }

  /// Two administrators of the directory at once: the second decides about what the first has made.
  @Test
  void a_version_that_is_not_the_last_changes_nothing() {
    var alice = anAdvisor("alice");
    var path = "/Users/" + alice.account();
    var first = send("GET", path, "");
    var version = first.headers().firstValue("ETag").orElseThrow();
    assertThat(new JsonObject(first.body()).getJsonObject("meta").getString("version"))
        .isEqualTo(version)
        .startsWith("W/\"");
    assertThat(send("GET", path, "", "If-None-Match", version).statusCode()).isEqualTo(304);
    var renaming = patch("replace", "displayName", "\"Alice Martin\"");

    assertThat(send("PATCH", path, renaming, "If-Match", version).statusCode()).isEqualTo(200);

    assertThat(send("GET", path, "", "If-None-Match", version).statusCode()).isEqualTo(200);
    for (var late :
        List.of(
            send("PATCH", path, patch("replace", "active", "false"), "If-Match", version),
            send("PUT", path, first.body(), "If-Match", version),
            send("DELETE", path, "", "If-Match", version))) {
      assertThat(late.statusCode()).isEqualTo(412);
      assertThat(late.body()).contains("urn:ietf:params:scim:api:messages:2.0:Error");
    }
    var now = json(path);
    assertThat(now.getBoolean("active")).isTrue();
    assertThat(now.getString("displayName")).isEqualTo("Alice Martin");
    assertThat(
            send("PATCH", "/Groups/manager", patch("add", "members", "[]"), "If-Match", "\"x\"")
                .statusCode())
        .isEqualTo(412);
  }

  /// The same at once: whoever is later by a moment has not seen what the first made, either.
  @Test
  void of_several_changes_of_one_version_one_is_made() {
    var path = "/Users/" + anAdvisor("alice").account();
    var version = send("GET", path, "").headers().firstValue("ETag").orElseThrow();

    var answers =
        IntStream.range(0, 8)
            .mapToObj(number ->
                CompletableFuture.supplyAsync(
                    () ->
                        send(
                            "PATCH",
                            path,
                            patch("replace", "displayName", "\"Alice " + number + "\""),
                            "If-Match",
                            version),
                    EACH_AT_ONCE))
            .toList()
            .stream()
            .map(CompletableFuture::join)
            .toList();

    assertThat(answers)
        .extracting(HttpResponse::statusCode)
        .containsExactlyInAnyOrder(200, 412, 412, 412, 412, 412, 412, 412);
    var made = answers.stream().filter(a -> a.statusCode() == 200).findFirst().orElseThrow();
    assertThat(json(path)).isEqualTo(new JsonObject(made.body()));
  }

  /// ATTACKS 50: whoever has taken the directory over raises nobody by it.
  @ParameterizedTest
  @ValueSource(strings = {"groups", "id", "meta.location", "meta.resourceType"})
  void what_is_not_the_directorys_is_not_changed_by_it(String path) {
    var alice = anAdvisor("alice");
    var value =
        path.equals("groups") ? "[{\"value\":\"security-officer\"}]" : "\"security-officer\"";

    var answer = send("PATCH", "/Users/" + alice.account(), patch("replace", path, value));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("scimType")).isEqualTo("mutability");
    assertThat(json("/Users/" + alice.account()).getJsonArray("groups").encode())
        .doesNotContain("security-officer");
  }

  @Test
  void nobody_is_moved_elsewhere_and_no_role_is_called_otherwise() {
    var alice = anAdvisor("alice");

    for (var answer :
        List.of(
            send(
                "PATCH",
                "/Users/" + alice.account(),
                patch("replace", ENTERPRISE + ":organization", "\"CE-01\"")),
            send("PATCH", "/Groups/manager", patch("replace", "displayName", "\"emperor\"")),
            send("PATCH", "/Groups/manager", patch("replace", "id", "\"security-officer\"")),
            send("PATCH", "/Groups/manager", patch("replace", "meta.location", "\"x\"")))) {
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
      assertThat(new JsonObject(answer.body()).getString("scimType")).isEqualTo("mutability");
    }
  }
}
