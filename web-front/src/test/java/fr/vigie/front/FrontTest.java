package fr.vigie.front;

import static java.util.concurrent.CompletableFuture.supplyAsync;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.front.ServicesBehind.Answer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "front"))
@WithTestResource(TestKafka.class)
@WithTestResource(SignInProvider.class)
@WithTestResource(ServicesBehind.class)
class FrontTest {

  private static final String RECORD = "/api/records/b0000000-0000-4000-8000-000000000002";

  private final SignInProvider provider = SignInProvider.running();
  private final ServicesBehind behind = ServicesBehind.running();

  @TestHTTPResource String url = "";
  @Inject Pool pool;

  private Browser browser = new Browser("");

  @BeforeEach
  void open_a_browser() {
    provider.lifetime = Duration.ofMinutes(5);
    behind.answers(Answer.json(200, "{}"));
    browser = new Browser(url.replaceAll("/$", ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/portfolio", "/assets/none.js", "/api/me", "/sign-in", "/none.css"})
  void every_answer_binds_the_browser(String address) {
    var headers = browser.get(address).headers();

    assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
        .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
        .contains("base-uri 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
    assertThat(headers.firstValue("Referrer-Policy")).hasValue("no-referrer");
    assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).hasValue("same-origin");
    assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    assertThat(headers.allValues("Cache-Control")).containsExactly("no-store");
  }

  @Test
  void files_named_after_their_content_are_kept() {
    var page = browser.get("/").body();
    var script = page.replaceAll("(?s).*src=\"(/assets/index-[^\"]+\\.js)\".*", "$1");

    var answer = browser.get(script);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Cache-Control"))
        .containsExactly("public, max-age=31536000, immutable");
  }

  @ParameterizedTest
  @CsvSource({
    "/portfolio,200",
    "/records/b0000000-0000-4000-8000-000000000002,200",
    "/records/MjAyNjAxMDUtMDkwMC1hbGljZS1hbmQtYXdhLTQ4LWJ5dGVzLWluLWFsbC1vZ_-x,200",
    "/sign-in-failed,200",
    "/assets/none.js,404",
    "/none.css,404",
    "/q/none,404"
  })
  void what_is_no_file_and_no_call_is_the_page(String address, int status) {
    var answer = browser.get(address);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body().contains("<div id=\"root\">")).isEqualTo(status == 200);
  }

  @Test
  void a_stranger_calls_nothing() {
    var answer = browser.get("/api/portfolio");

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.body()).contains("urn:vigie:problem:not-signed-in");
    assertThat(behind.timesAsked()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"account", "resets"})
  void leads_to_the_pages_of_ones_own_account(String page) {
    var answer = browser.get("/own/" + page);

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("location")).hasValue(provider.url() + "/" + page);
    assertThat(browser.get("/own/elsewhere").statusCode()).isEqualTo(404);
  }

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
  void goes_on_with_the_users_token_and_the_purpose() {
    browser.visit("/sign-in");
    behind.answers(Answer.json(200, "{\"receipt\":\"e-1\"}"));

    var answer = browser.send(RECORD, request -> request.header("Vigie-Purpose", "interview"));

    assertThat(answer.body()).isEqualTo("{\"receipt\":\"e-1\"}");
    var asked = behind.lastAsked();
    assertThat(asked.address()).isEqualTo(RECORD.replace("/api", "/v1"));
    assertThat(asked.header("Vigie-Purpose")).isEqualTo("interview");
    assertThat(asked.header("Authorization")).startsWith("Bearer eyJ");
    assertThat(asked.header("Cookie")).isEmpty();
    assertThat(asked.header("X-Forwarded-For")).isEqualTo("127.0.0.1");
    assertThat(asked.header("Vigie-Correlation"))
        .isEqualTo(answer.headers().firstValue("Vigie-Correlation").orElseThrow());
  }

  @Test
  void a_search_travels_in_the_body() {
    browser.visit("/sign-in");

    browser.post("/api/search", "{\"name\":\"Morel\"}");

    assertThat(behind.lastAsked().address()).isEqualTo("/v1/search");
    assertThat(behind.lastAsked().body()).isEqualTo("{\"name\":\"Morel\"}");
  }

  @Test
  void of_an_address_goes_on_what_is_known() {
    browser.visit("/sign-in");

    browser.get("/api/events?outcome=refused&evil=1&from=2026-01-05T09%3A00%3A00Z");

    assertThat(behind.lastAsked().address())
        .isEqualTo("/v1/events?outcome=refused&from=2026-01-05T09%3A00%3A00Z");
  }

  @ParameterizedTest
  @CsvSource({"404,no-such-record", "429,budget-exhausted", "503,not-recorded", "403,forbidden"})
  void refusals_come_back_as_they_are(int status, String name) {
    browser.visit("/sign-in");
    var problem = "{\"type\":\"urn:vigie:problem:%s\",\"status\":%d}".formatted(name, status);
    behind.answers(Answer.problem(status, problem, Map.of("Retry-After", "60")));

    var answer = browser.get(RECORD);

    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("60");
    assertThat(answer.body()).isEqualTo(problem);
  }

  @ParameterizedTest
  @CsvSource({"500,text/html,503", "302,text/html,503", "404,text/plain,404", "401,text/html,401"})
  void an_answer_nobody_can_read_becomes_a_problem(int status, String type, int shown) {
    browser.visit("/sign-in");
    behind.answers(new Answer(status, type, "java.lang.Secret", Map.of()));

    var answer = browser.get(RECORD);

    assertThat(answer.statusCode()).isEqualTo(shown);
    assertThat(answer.body()).startsWith("{\"type\":\"urn:vigie:problem:").doesNotContain("Secret");
  }

  @Test
  void a_call_of_another_sites_page_is_refused() {
    browser.visit("/sign-in");

    var withoutHeader =
        browser.send(
            "/api/search",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Origin", url.replaceAll("/$", ""))
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
    var fromElsewhere =
        browser.send(
            "/api/search",
            request ->
                request
                    .header("Content-Type", "application/json")
                    .header("Vigie-Request", "1")
                    .header("Origin", "https://elsewhere.example")
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));

    assertThat(List.of(withoutHeader, fromElsewhere))
        .extracting(HttpResponse::statusCode)
        .containsOnly(403);
    assertThat(behind.timesAsked()).isZero();
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
