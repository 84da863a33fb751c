package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.ProfileChanged;
import fr.vigie.contracts.identity.IdentityEvent.RolesRequested;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.eventstore.Boundary;
import fr.vigie.identity.platform.IdentityEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/// The employer's directory, over SCIM 2.0.
@QuarkusTest
class ScimTest extends ServiceTest {

  @Inject Pool database;

  @Test
  void the_directory_makes_an_account_without_roles_and_finds_it_again() {
    var name = name();

    var made = send("POST", "/Users", user(name, true));

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(made.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/scim+json");
    var id = new JsonObject(made.body()).getString("id");
    assertThat(made.headers().firstValue("Location")).contains(base() + "/scim/v2/Users/" + id);
    var found =
        new JsonObject(
            send("GET", "/Users?filter=" + Browser.encode("userName eq \"" + name + "\""), "")
                .body());
    assertThat(found.getInteger("totalResults")).isEqualTo(1);
    assertThat(found.getJsonArray("Resources").getJsonObject(0).getString("id")).isEqualTo(id);
    assertThat(eventsOf(id))
        .containsExactly(new IdentityEvent.AccountCreated(id, "FT", "FT-01", List.of()));
    var twice = send("POST", "/Users", user(name, true));
    assertThat(twice.statusCode()).isEqualTo(409);
    assertThat(new JsonObject(twice.body()).getString("scimType")).isEqualTo("uniqueness");
  }

  /// Killed between the name and the account: the list goes on, and the next round makes it.
  @Test
  void a_user_whose_making_was_interrupted_is_made_at_the_next_round() {
    var name = name();
    database
        .preparedQuery("insert into login (account, login, display_name) values ($1, $2, 'x')")
        .execute(Tuple.of(UUID.randomUUID(), name))
        .await()
        .indefinitely();

    assertThat(send("GET", "/Users", "").statusCode()).isEqualTo(200);
    var made = send("POST", "/Users", user(name, true));
    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(send("POST", "/Users", user(name, true)).statusCode()).isEqualTo(409);
  }

  /// R33: a leaver is off at once, and an account admin alone opens again.
  @Test
  void whoever_the_directory_makes_inactive_is_off_and_stays_off() {
    var alice = anAdvisor("alice");
    var browser = browser();
    application().signIn(browser, alice);
    var path = "/Users/" + alice.account();

    var off = send("PATCH", path, patch("replace", "active", "false"));

    assertThat(off.statusCode()).as(off.body()).isEqualTo(200);
    assertThat(new JsonObject(off.body()).getBoolean("active")).isFalse();
    assertThat(browser.get("/account").statusCode()).isEqualTo(303);
    assertThat(eventsOf(alice.account().toString()))
        .last()
        .isEqualTo(new AccountClosed(alice.account().toString(), "left"));
    assertThat(send("PATCH", path, patch("replace", "active", "true")).statusCode()).isEqualTo(409);
    assertThat(send("DELETE", path, "").statusCode()).isEqualTo(204);
    assertThat(send("GET", path, "").statusCode()).isEqualTo(404);
  }

  @Test
  void a_new_name_is_an_event_that_does_not_tell_it() {
    var alice = anAdvisor("alice");
    var path = "/Users/" + alice.account();

    var renamed = send("PATCH", path, patch("replace", "displayName", "\"Alice Martin\""));

    assertThat(new JsonObject(renamed.body()).getString("displayName")).isEqualTo("Alice Martin");
    assertThat(eventsOf(alice.account().toString()))
        .last()
        .isEqualTo(new ProfileChanged(alice.account().toString()));
    var taken = anAdvisor("oscar");
    assertThat(
            send("PATCH", path, patch("replace", "userName", "\"" + taken.login() + "\""))
                .statusCode())
        .isEqualTo(409);
    assertThat(eventsOf(alice.account().toString()))
        .containsOnlyOnce(new ProfileChanged(alice.account().toString()));
  }

  /// Two change the same user at the same moment.
  @Test
  void a_change_that_lost_its_race_leaves_no_event() throws Exception {
    var alice = anAdvisor("alice");
    var path = "/Users/" + alice.account();
    HttpResponse<String> late;
    try (var threads = Executors.newSingleThreadExecutor()) {
      var other = database.getConnection().await().indefinitely();
      other.query("begin").execute().await().indefinitely();
      other
          .preparedQuery("update login set display_name = 'Alice' where account = $1")
          .execute(Tuple.of(alice.account()))
          .await()
          .indefinitely();

      var answer =
          threads.submit(
              () -> send("PATCH", path, patch("replace", "displayName", "\"Alice Martin\"")));
      await().until(this::somebodyWaitsForTheRow);
      other.query("commit").execute().await().indefinitely();
      other.close().await().indefinitely();
      late = answer.get();
    }

    assertThat(late.statusCode()).as(late.body()).isEqualTo(412);
    assertThat(eventsOf(alice.account().toString())).noneMatch(ProfileChanged.class::isInstance);
  }

  private boolean somebodyWaitsForTheRow() {
    return database
            .query("select from pg_locks where not granted and locktype = 'transactionid'")
            .execute()
            .await()
            .indefinitely()
            .size()
        > 0;
  }

  /// Killed between the name and its event.
  @Test
  void a_change_that_was_not_told_of_is_told_of_later_and_once() {
    var alice = anAdvisor("alice");
    var id = alice.account();
    database
        .preparedQuery("update login set untold_since = $2 where account = $1")
        .execute(Tuple.of(id, OffsetDateTime.parse("2026-01-01T00:00:00Z")))
        .await()
        .indefinitely();

    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> eventsOf(id.toString()).contains(new ProfileChanged(id.toString())));

    await()
        .untilAsserted(() ->
            assertThat(
                    database
                        .preparedQuery(
                            "select from login where account = $1 and untold_since is null")
                        .execute(Tuple.of(id))
                        .await()
                        .indefinitely())
                .hasSize(1));
    assertThat(eventsOf(id.toString())).containsOnlyOnce(new ProfileChanged(id.toString()));
  }

  /// ATTACKS 50: the directory gives no role; it asks, once.
  @Test
  void a_group_s_new_member_waits_for_an_admin_and_one_taken_out_is_out() {
    var alice = anAdvisor("alice");
    var id = alice.account().toString();
    var member = "[{\"value\":\"" + id + "\"}]";

    var added = send("PATCH", "/Groups/manager", patch("add", "members", member));
    send("PATCH", "/Groups/manager", patch("add", "members", member));

    assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
    assertThat(added.body()).doesNotContain(id);
    assertThat(eventsOf(id).stream().filter(RolesRequested.class::isInstance))
        .singleElement()
        .matches(event -> ((RolesRequested) event).by().equals("service:directory"));
    await().untilAsserted(() -> assertThat(send("GET", "/Groups/advisor", "").body()).contains(id));
    var out =
        send(
            "PATCH",
            "/Groups/advisor",
            patch("remove", "members[value eq \\\"" + id + "\\\"]", null));
    assertThat(out.statusCode()).as(out.body()).isEqualTo(200);
    assertThat(out.body()).doesNotContain(id);
    assertThat(send("GET", "/Groups/advisor", "").body()).doesNotContain(id);
    assertThat(eventsOf(id)).last().isEqualTo(new RolesWithdrawn(id, List.of("advisor")));
  }

  @Test
  void nobody_else_comes_in_and_nonsense_is_answered_as_the_rfc_says() {
    assertThat(browser().get("/scim/v2/Users").statusCode()).isEqualTo(401);
    assertThat(
            browser()
                .get("/scim/v2/Users", "Authorization", "Bearer " + UUID.randomUUID())
                .statusCode())
        .isEqualTo(401);
    assertThat(browser().get("/admin/v1/accounts", "Authorization", "Bearer " + TOKEN).statusCode())
        .isEqualTo(401);
    for (var bad :
        List.of(
            "x",
            "[]",
            "{}",
            "{\"userName\":1}",
            user("a".repeat(201), true),
            user(name(), false))) {
      var answer = send("POST", "/Users", bad);
      assertThat(answer.statusCode()).as(bad).isEqualTo(400);
      assertThat(answer.body()).contains("urn:ietf:params:scim:api:messages:2.0:Error");
    }
    assertThat(send("GET", "/Users?filter=x", "").statusCode()).isEqualTo(400);
    for (var filter : List.of("displayName co \"a\"", "userName co \"a\"", "active eq true")) {
      assertThat(send("GET", "/Users?filter=" + Browser.encode(filter), "").statusCode())
          .as(filter)
          .isEqualTo(400);
    }
    assertThat(send("GET", "/Users?count=x", "").statusCode()).isEqualTo(400);
    assertThat(send("GET", "/Users/x", "").statusCode()).isEqualTo(404);
    assertThat(send("GET", "/Groups/emperor", "").statusCode()).isEqualTo(404);
    assertThat(send("PATCH", "/Groups/manager", "{}").statusCode()).isEqualTo(400);
  }

  private static final String TOKEN = FakeLockout.DIRECTORY_TOKEN;

  private static String name() {
    return "new-" + UUID.randomUUID().toString().substring(0, 8);
  }

  private static String user(String name, boolean active) {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",\
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],"userName":"%s",\
    "displayName":"Camille","active":%s,\
    "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":\
    {"organization":"FT","department":"FT-01"}}\
    """
        .formatted(name, active);
  }

  /// @param value as JSON; null for none
  private static String patch(
      String operation, String path, @org.jspecify.annotations.Nullable String value) {
    return """
    {"schemas":["urn:ietf:params:scim:api:messages:2.0:PatchOp"],\
    "Operations":[{"op":"%s","path":"%s"%s}]}\
    """
        .formatted(operation, path, value == null ? "" : ",\"value\":" + value);
  }

  private HttpResponse<String> send(String method, String path, String json) {
    return browser().ask(method, "/scim/v2" + path, json, "Authorization", "Bearer " + TOKEN);
  }

  private List<Object> eventsOf(String account) {
    return store
        .read(
            Boundary.of(
                IdentityEvents.account(account),
                IdentityEvent.AccountCreated.class,
                IdentityEvent.AccountClosed.class,
                IdentityEvent.ProfileChanged.class,
                IdentityEvent.RolesRequested.class,
                IdentityEvent.RolesWithdrawn.class))
        .toCompletableFuture()
        .join()
        .stream()
        .<Object>map(stored -> stored.payload())
        .toList();
  }
}
