package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Attack 56: good JSON, spoilt at random, to every door that takes some. Each is answered with a
/// reason; never with a fault, and never with what went wrong inside. `-Dvigie.seed` makes a
/// failure come back; `-Dvigie.long=true` sends ten times as many.
@QuarkusTest
class BadJsonTest extends ServiceTest {

  private static final long SEED = Long.getLong("vigie.seed", 20_240_306);
  private static final int REQUESTS = Boolean.getBoolean("vigie.long") ? 20_000 : 2_000;

  private static final String IMPORT = "/admin/v1/accounts/import";
  private static final String LAUNCHER = "Vigie-Service launcher " + FakeLockout.LAUNCHER_KEY;

  private static final List<@Nullable Object> ODD =
      Arrays.asList(
          null,
          true,
          -1,
          Long.MAX_VALUE,
          1e300,
          "",
          " ",
          "\u0000",
          "\ud800",
          "a\u202eb",
          "x".repeat(3_000),
          "null",
          "'; drop table login; --",
          "members[value eq \"",
          "urn:ietf:params:scim:schemas:core:2.0:User:userName",
          new JsonArray(),
          new JsonArray().addNull(),
          new JsonArray().add(new JsonArray()),
          new JsonObject(),
          new JsonObject().put("value", new JsonObject()));

  private static final String SIGNS = "()[]{}\"'\\.:,$ -\u0000\u202e\ud8009aEeQq";
  private static final List<String> FILTERS =
      List.of(
          "userName eq \"alice\"",
          "externalId eq \"x\" and active eq true",
          "id eq \"00000000-0000-0000-0000-000000000001\" and not (displayName pr)",
          "userName eq \"alice\" and groups[value eq \"advisor\" or display co \"x\"]",
          "displayName eq \"manager\" or members.value sw \"0\"",
          "meta.lastModified gt \"2026-01-05T09:00:00Z\"");

  /// @param body what it would take
  private record Door(String method, String path, String body, String authorization) {}

  private final Random random = new Random(SEED);
  private final List<Door> doors = new ArrayList<>();

  @BeforeEach
  void all_doors_that_take_json() {
    var alice = anAdvisor("alice");
    var user = "/scim/v2/Users/" + alice.account();
    var account = "/admin/v1/accounts/" + alice.account();
    var scim = "Bearer " + FakeLockout.DIRECTORY_TOKEN;
    var admin = "Bearer " + token();
    var watcher =
        "Basic "
            + Base64.getEncoder()
                .encodeToString(
                    ("watcher:" + TestClients.WATCHER_SECRET).getBytes(StandardCharsets.UTF_8));
    var lockout = "Vigie-Service lockout-service " + FakeLockout.LOCKOUT_KEY;
    var resource =
        """
        {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"odd-bad-json",\
        "displayName":"Camille","name":{"formatted":"Camille"},"externalId":"e","active":true,\
        "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":\
        {"organization":"FT","department":"FT-01"}}\
        """;
    var patch =
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\
        {"op":"replace","path":"displayName","value":"Camille"},\
        {"op":"add","value":{"externalId":"e2"}},{"op":"remove","path":"externalId"}]}\
        """;
    var members =
        """
        {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],"Operations":[\
        {"op":"add","path":"members","value":[{"value":"%s"}]}]}\
        """
            .formatted(alice.account());
    doors.add(new Door("POST", "/scim/v2/Users", resource, scim));
    doors.add(new Door("PUT", user, resource, scim));
    doors.add(new Door("PATCH", user, patch, scim));
    doors.add(new Door("PATCH", "/scim/v2/Groups/manager", members, scim));
    doors.add(
        new Door(
            "PUT",
            "/scim/v2/Groups/manager",
            "{\"displayName\":\"manager\",\"members\":[{\"value\":\"" + alice.account() + "\"}]}",
            scim));
    doors.add(
        new Door(
            "POST",
            "/admin/v1/invitations",
            """
            {"login":"odd-invited","displayName":"x","organisation":"FT","agency":"FT-01"}\
            """,
            admin));
    doors.add(new Door("POST", account + "/role-requests", "{\"roles\":[\"manager\"]}", admin));
    doors.add(
        new Door("PUT", account + "/role-requests/x/decision", "{\"approved\":false}", admin));
    doors.add(
        new Door(
            "POST",
            "/signals/poll",
            "{\"maxEvents\":1,\"returnImmediately\":true,\"ack\":[],\"setErrs\":{}}",
            watcher));
    doors.add(new Door("POST", IMPORT, Person.named("odd").line("advisor").strip(), LAUNCHER));
    doors.add(
        new Door(
            "POST",
            "/admin/v1/account-keys",
            "{\"account\":\"" + alice.account() + "\",\"login\":null}",
            lockout));
  }

  private String token() {
    var officer = Officer.enrolled(base(), aPerson("admin", "account-admin"));
    var application = application();
    return Application.tokens(
            application.change(application.codeOf(officer.signIn(browser(), application))))
        .getTokens()
        .getAccessToken()
        .getValue();
  }

  private HttpResponse<String> sent(Door door, String body) {
    return door.path().equals(IMPORT)
        ? imported(body)
        : browser()
            .ask(
                door.method(),
                door.path(),
                body.isEmpty() ? " " : body,
                "Authorization",
                door.authorization());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "1", "\"x\"", "{}", "[null]", "{\"x\":", "\u0000"})
  void what_is_no_body_at_all_is_no_fault(String body) {
    for (var door : doors) {
      assertIsNoFault(sent(door, body), door + " " + body);
    }
    var keys = new Door("POST", "/admin/v1/signing-keys", "", LAUNCHER);
    assertIsNoFault(sent(keys, body.replace("{}", "x")), keys + " " + body);
  }

  @Test
  void whatever_is_spoilt_no_fault_comes_back() {
    for (var number = 0; number < REQUESTS; number++) {
      var door = doors.get(random.nextInt(doors.size()));
      var body = spoilt(door.body());
      assertIsNoFault(sent(door, body), "seed %d, %d: %s %s".formatted(SEED, number, door, body));
    }
  }

  @Test
  void a_filter_that_is_spoilt_is_no_fault() {
    for (var number = 0; number < REQUESTS / 4; number++) {
      var filter = new StringBuilder(FILTERS.get(random.nextInt(FILTERS.size())));
      for (var times = random.nextInt(3); times >= 0; times--) {
        var sign = SIGNS.charAt(random.nextInt(SIGNS.length()));
        var at = random.nextInt(filter.length());
        switch (random.nextInt(3)) {
          case 0 -> filter.insert(at, sign);
          case 1 -> filter.setCharAt(at, sign);
          default -> filter.delete(at, at + 1 + random.nextInt(5));
        }
      }
      var query = "?filter=" + Browser.encode(filter.toString());
      for (var resources : List.of("/scim/v2/Users", "/scim/v2/Groups")) {
        var answer =
            browser()
                .get(resources + query, "Authorization", "Bearer " + FakeLockout.DIRECTORY_TOKEN);
        assertIsNoFault(answer, "seed %d, %d: %s".formatted(SEED, number, filter));
      }
    }
  }

  private static void assertIsNoFault(HttpResponse<String> answer, String what) {
    var all = what.substring(0, Math.min(900, what.length())) + " -> " + answer.body();
    assertThat(answer.statusCode()).as(all).isLessThan(500);
    assertThat(answer.body())
        .as(all)
        .doesNotContain("Exception", "java.", "fasterxml", "unboundid");
  }

  // Up to three values are others, gone, or elsewhere; now and then the text breaks off.
  private String spoilt(String body) {
    var json = new JsonObject(body);
    for (var times = random.nextInt(3); times >= 0; times--) {
      spoil(json);
    }
    var text = json.encode();
    return random.nextInt(10) == 0 ? text.substring(0, random.nextInt(text.length())) : text;
  }

  private void spoil(JsonObject json) {
    var names = List.copyOf(json.fieldNames());
    if (names.isEmpty()) {
      return;
    }
    var name = names.get(random.nextInt(names.size()));
    var value = json.getValue(name);
    var deeper = random.nextInt(3) > 0;
    if (deeper && value instanceof JsonObject inner) {
      spoil(inner);
    } else if (deeper && value instanceof JsonArray list && !list.isEmpty()) {
      spoil(list);
    } else {
      switch (random.nextInt(4)) {
        case 0 -> json.remove(name);
        case 1 -> json.put(name + "x", json.remove(name));
        default -> json.put(name, odd());
      }
    }
  }

  private void spoil(JsonArray list) {
    var at = random.nextInt(list.size());
    if (random.nextBoolean() && list.getValue(at) instanceof JsonObject inner) {
      spoil(inner);
    } else {
      list.set(at, odd());
    }
  }

  private @Nullable Object odd() {
    var odd = ODD.get(random.nextInt(ODD.size()));
    return odd instanceof JsonObject object
        ? object.copy()
        : odd instanceof JsonArray array ? array.copy() : odd;
  }
}
