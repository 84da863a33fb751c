package fr.vigie.front;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Signing in and out, and the session between.
@QuarkusTest
class SessionsTest extends FrontStage {

  @Test
  void signs_in_and_goes_where_it_was_going() {
    var page = browser.visit("/sign-in?to=/portfolio");

    assertThat(page.uri().getPath()).isEqualTo("/portfolio");
    assertThat(browser.get("/api/me").body())
        .isEqualTo(
            """
            {"login":"alice","organisation":"FT","agency":"FT-01","roles":["advisor"]}\
            """);
  }

  @Test
  void asks_for_what_it_needs_behind_the_browsers_back() {
    var way = browser.get("/sign-in?ui_locales=en").headers().firstValue("location").orElseThrow();

    assertThat(way)
        .startsWith(provider.url() + "/authorize?")
        .contains("request_uri=")
        .doesNotContain("code_challenge", "nonce", "redirect_uri");
    browser.get(way);
    assertThat(provider.lastAsked)
        .containsEntry("ui_locales", "en")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("nonce", "state");
  }

  @ParameterizedTest
  @ValueSource(strings = {"//elsewhere.example", "https://elsewhere.example", "/\\elsewhere", "x"})
  void leads_nowhere_else(String to) {
    var encoded = java.net.URLEncoder.encode(to, StandardCharsets.UTF_8);

    var page = browser.visit("/sign-in?to=" + encoded);

    assertThat(page.uri().getPath()).isEqualTo("/");
    assertThat(page.uri().toString()).startsWith(url);
  }

  @Test
  void the_browser_holds_a_random_value_and_no_token() {
    browser.visit("/sign-in");

    var session = browser.session();
    assertThat(browser.cookies()).containsOnlyKeys("q_session");
    assertThat(session.getValue()).matches("[A-Za-z0-9_-]{43}");
    assertThat(session.isHttpOnly()).isTrue();
    assertThat(session.getSecure()).isTrue();
  }

  @Test
  void the_session_cookie_stays_on_this_site() {
    var callback = browser.get("/sign-in").headers().firstValue("location").orElseThrow();
    var back = browser.get(callback).headers().firstValue("location").orElseThrow();

    var cookies = browser.get(back).headers().allValues("set-cookie");

    assertThat(cookies)
        .anySatisfy(each ->
            assertThat(each)
                .startsWith("q_session=")
                .contains("SameSite=Strict", "HTTPOnly", "Secure", "Path=/"));
  }

  @Test
  void the_database_holds_neither_cookie_nor_token() {
    browser.visit("/sign-in");
    var cookie = browser.session().getValue();

    var rows =
        pool.query("select id, sid, tokens from session").executeAndAwait().stream().toList();

    assertThat(rows)
        .isNotEmpty()
        .allSatisfy(row -> {
          assertThat(row.getBuffer("id").length()).isEqualTo(32);
          assertThat(row.getBuffer("id").toString(StandardCharsets.ISO_8859_1))
              .doesNotContain(cookie);
          assertThat(row.getBuffer("tokens").toString(StandardCharsets.ISO_8859_1))
              .doesNotContain("eyJ", "access", "refresh");
        });
  }

  @Test
  void a_session_ended_on_the_server_is_ended_at_its_next_request() {
    browser.visit("/sign-in");
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);

    pool.query("delete from session").executeAndAwait();

    assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_that_has_idled_is_ended() {
    browser.visit("/sign-in");

    pool.query("update session set idle_at = now() - interval '1 second'").executeAndAwait();

    assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
  }

  @Test
  void a_session_of_another_row_does_not_open() {
    browser.visit("/sign-in");
    var thief = new Browser(url.replaceAll("/$", ""));
    thief.visit("/sign-in");

    pool.query(
            """
            update session set tokens =
              (select tokens from session order by started_at limit 1)
            """)
        .executeAndAwait();

    assertThat(thief.get("/api/me").statusCode()).isEqualTo(401);
  }

  @Test
  void a_new_sign_in_has_a_new_value() {
    browser.visit("/sign-in");
    var before = browser.session().getValue();
    browser.visit("/sign-out");

    browser.visit("/sign-in");

    assertThat(browser.session().getValue()).isNotEqualTo(before);
  }

  @Test
  void signing_out_ends_the_session_here_and_at_the_provider() {
    browser.visit("/sign-in");
    var kept = browser.session();

    var answer = browser.get("/sign-out");

    assertThat(answer.headers().firstValue("location").orElseThrow())
        .startsWith(provider.url() + "/logout?id_token_hint=")
        .contains("post_logout_redirect_uri=");
    assertThat(browser.cookies()).doesNotContainKey("q_session");
    browser.cookies().put("q_session", kept);
    assertThat(browser.get("/api/me").statusCode()).isEqualTo(401);
  }

  @Test
  void another_site_cannot_sign_anybody_out() {
    browser.visit("/sign-in");

    browser.send("/sign-out", request -> request.header("Sec-Fetch-Site", "cross-site"));

    assertThat(browser.get("/api/me").statusCode()).isEqualTo(200);
  }

  @Test
  void tokens_about_to_end_are_renewed_under_the_same_cookie() {
    provider.lifetime = Duration.ofSeconds(20);
    browser.visit("/sign-in");
    var cookie = browser.session().getValue();
    provider.lifetime = Duration.ofMinutes(5);
    browser.get("/api/exposure");
    var first = behind.lastAsked().header("Authorization");

    browser.get("/api/exposure");

    assertThat(browser.session().getValue()).isEqualTo(cookie);
    assertThat(behind.lastAsked().header("Authorization")).isEqualTo(first);
    assertThat(new JsonObject(claims(first)).getLong("exp"))
        .isGreaterThan(java.time.Instant.now().plusSeconds(200).getEpochSecond());
  }

  @RepeatedTest(10)
  void of_many_requests_one_renews_the_tokens() {
    provider.lifetime = Duration.ofSeconds(20);
    browser.visit("/sign-in");
    provider.lifetime = Duration.ofMinutes(5);
    provider.renewals.set(0);
    provider.reuses.set(0);

    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 16)
              .mapToObj(_ -> supplyAsync(() -> browser.get("/api/exposure"), threads))
              .toList();

      assertThat(answers.stream().map(CompletableFuture::join))
          .extracting(HttpResponse::statusCode)
          .containsOnly(200);
    }
    assertThat(provider.renewals).hasValue(1);
    assertThat(provider.reuses).hasValue(0);
  }

  private static String claims(String bearer) {
    return new String(
        java.util.Base64.getUrlDecoder().decode(bearer.split("\\.", -1)[1]),
        StandardCharsets.UTF_8);
  }
}
