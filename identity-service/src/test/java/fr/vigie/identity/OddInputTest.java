package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import fr.vigie.eventstore.Pages;
import fr.vigie.eventstore.StoredEvent;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ATTACKS 56, of what is no parameter: JSON that says two things, logins that look like others,
/// requests that two servers read in two ways.
@QuarkusTest
class OddInputTest extends ServiceTest {

  private static final String DIRECTORY = "Bearer " + FakeLockout.DIRECTORY_TOKEN;
  private static final String USER =
      """
      {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"%s",\
      "displayName":"Camille",%s"urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":\
      {"organization":"FT","department":"FT-01"}}\
      """;

  private HttpResponse<String> made(String json) {
    return browser().ask("POST", "/scim/v2/Users", json, "Authorization", DIRECTORY);
  }

  private HttpResponse<String> polled(String json) {
    var basic =
        Base64.getEncoder()
            .encodeToString(
                ("watcher:" + TestClients.WATCHER_SECRET).getBytes(StandardCharsets.UTF_8));
    return browser()
        .postAs("application/json", "/signals/poll", json, "Authorization", "Basic " + basic);
  }

  private HttpResponse<String> changedKeys(String json) {
    return browser()
        .postAs(
            "application/json",
            "/admin/v1/signing-keys",
            json,
            "Authorization",
            "Vigie-Service launcher " + FakeLockout.LAUNCHER_KEY);
  }

  private static String name() {
    return Person.named("odd").login();
  }

  @Test
  void json_that_says_a_thing_twice_is_not_read() {
    var published = browser().get("/jwks").body();

    var twice =
        List.of(
            made(USER.formatted(name(), "\"active\":true,\"active\":false,")),
            made(USER.formatted(name(), "\"userName\":\"another\",")),
            polled("{\"maxEvents\":0,\"maxEvents\":1}"),
            imported(Person.named("odd").line("advisor").replace("{", "{\"roles\":[\"auditor\"],")),
            changedKeys("{\"compromised\":false,\"compromised\":true}"));

    assertThat(twice).allSatisfy(a -> assertThat(a.statusCode()).as(a.body()).isBetween(400, 422));
    assertThat(browser().get("/jwks").body()).isEqualTo(published);
  }

  @Test
  void json_that_goes_on_after_its_end_or_without_end_is_not_read() {
    var deep = "[".repeat(100_000);

    var answers =
        List.of(
            changedKeys("{\"compromised\":false} {\"compromised\":true}"),
            changedKeys("{\"compromised\":" + deep),
            made(deep),
            made(USER.formatted(name(), "\"x\":" + deep + ",")),
            polled("{\"ack\":" + deep),
            imported("{\"roles\":" + deep));

    assertThat(answers)
        .allSatisfy(a -> assertThat(a.statusCode()).as(a.body()).isBetween(400, 422));
    assertThat(answers)
        .allSatisfy(a -> assertThat(a.body()).doesNotContain("Exception", "fasterxml"));
  }

  /// A letter of another alphabet, or of phonetics, a sign nobody sees, a text that runs backwards:
  /// no account is called so, and nobody who types it is taken for somebody else.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\u0430lice",
        "alic\u0435",
        "ali\u200bce",
        "\u202eecila",
        "\u03b1lice",
        "al\u0131ce",
        "\u0251lice",
        "\u0261illes",
        "d\ua78carc"
      })
  void a_login_that_looks_like_another_is_nobodys(String login) {
    var answer = made(USER.formatted(login + name(), ""));
    var line = imported(Person.named("odd").line("advisor").replace("\"odd-", "\"" + login + "-"));

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(line.statusCode()).as(line.body()).isEqualTo(422);
  }

  /// What no database keeps, and what turns a line round before whoever approves.
  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u0007", "\\u202e", "\\ud800"})
  void a_name_that_cannot_be_seen_is_nobodys(String sign) {
    var named = USER.formatted(name(), "").replace("Camille", "Cam" + sign + "ille");
    var known = USER.formatted(name(), "\"externalId\":\"x" + sign + "\",");
    var line = Person.named("odd").line("advisor").replace("Camille", "Cam" + sign + "ille");
    var letters = Person.named("odd").line("advisor").replace("@mail", sign + "@mail");

    assertThat(List.of(made(named), made(known)))
        .allSatisfy(a -> assertThat(a.statusCode()).as(a.body()).isEqualTo(400));
    assertThat(List.of(imported(line), imported(letters)))
        .allSatisfy(a -> assertThat(a.statusCode()).as(a.body()).isEqualTo(422));
    var looked =
        browser()
            .get(
                "/scim/v2/Users?filter=" + Browser.encode("externalId eq \"x" + sign + "\""),
                "Authorization",
                DIRECTORY);
    assertThat(looked.statusCode()).as(looked.body()).isIn(200, 400);
  }

  /// What a browser or a proxy says of where it called is no address of ours.
  @Test
  void another_host_in_the_request_leads_nowhere_else() throws IOException {
    var asked = application().request().build().toURI();
    for (var name : List.of("Host", "X-Forwarded-Host", "Forwarded")) {
      var host = name.equals("Host") ? "evil.example" : base().substring("http://".length());
      var value = name.equals("Forwarded") ? "host=evil.example" : "evil.example";
      var answer =
          raw(
              "GET %s?%s HTTP/1.1\r\nHost: %s\r\n%sConnection: close\r\n\r\n"
                  .formatted(
                      asked.getPath(),
                      asked.getRawQuery(),
                      host,
                      name.equals("Host") ? "" : name + ": " + value + "\r\n"));

      assertThat(answer).as(name).contains("303 See Other").doesNotContain("evil.example");
    }
  }

  /// Two lengths, a length that is none, a name that ends in a space, a line that goes on: whatever
  /// two servers might read in two ways is refused, and what follows it is not answered.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nContent-Length: 6\r\n",
        "Content-Length: +5\r\n",
        "Content-Length: 5, 6\r\n",
        "Content-Length : 5\r\n",
        "Content-Length: -1\r\n",
        "Transfer-Encoding\u000b: chunked\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: xchunked\r\n",
        "Content-Length: 5\r\nTransfer-Encoding: identity\r\n",
        "Transfer-Encoding: chunked, identity\r\n",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n",
        "Content-Length: 5\r\nAuthorization: Basic eDp5\r\nAuthorization: Basic eDp6\r\n"
      })
  void a_request_that_can_be_read_in_two_ways_is_refused(String headers) throws IOException {
    var answer =
        raw(
            "POST /token HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + headers
                + "\r\na=b&c"
                + "GET /.well-known/openid-configuration HTTP/1.1\r\nHost: localhost\r\n"
                + "Connection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 4").doesNotContain("authorization_endpoint");
  }

  /// The library forgets the length: so what follows the last chunk, which a server before this one
  /// may have taken for the body, is not looked at.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
        "Transfer-Encoding: chunked\r\n"
      })
  void nothing_follows_a_body_in_chunks(String headers) throws IOException {
    TestClock.NOW.advance(Duration.ofSeconds(61));
    var before = head();

    var answer =
        raw(
            "POST /token HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\n"
                + headers
                + "\r\n0\r\n\r\n"
                + "GET /authorize?client_id=nobody HTTP/1.1\r\nHost: localhost\r\n"
                + "Vigie-Correlation: smuggled-0123456789\r\n\r\n");

    // Whatever was looked at has left its event by the time this one has.
    TestClock.NOW.advance(Duration.ofSeconds(61));
    browser().get("/authorize?client_id=nobody");
    assertThat(answer).startsWith("HTTP/1.1 401").doesNotContain("HTTP/1.1 400");
    assertThat(refusedSince(before))
        .extracting(event -> event.attributes().get(Attribute.CORRELATION.key()))
        .hasSizeGreaterThan(1)
        .doesNotContain("smuggled-0123456789");
  }

  /// Over HTTP/2 in the middle of a connection, the server before this one would see nothing more.
  @Test
  void nobody_changes_to_http_2_in_the_middle_of_a_connection() throws IOException {
    var answer =
        raw(
            """
            GET /jwks HTTP/1.1\r
            Host: localhost\r
            Connection: Upgrade, HTTP2-Settings\r
            Upgrade: h2c\r
            HTTP2-Settings: AAMAAABkAARAAAAAAAIAAAAA\r
            \r
            GET /jwks HTTP/1.1\r
            Host: localhost\r
            Connection: close\r
            \r
            """);

    assertThat(answer).startsWith("HTTP/1.1 200").doesNotContain("HTTP/1.1 101");
  }

  /// What a caller says of where it comes from is believed of known proxies alone (law 4: guesses
  /// are counted by it).
  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Forwarded-For: 203.0.113.7",
        "X-Forwarded-For: 203.0.113.7, 198.51.100.9",
        "X-Forwarded-For: x",
        "Forwarded: for=203.0.113.7",
        "X-Real-IP: 203.0.113.7"
      })
  void nobody_but_a_known_proxy_says_where_a_request_comes_from(String header) throws IOException {
    TestClock.NOW.advance(Duration.ofSeconds(61));
    var before = head();

    var answer =
        raw(
            "GET /authorize?client_id=nobody HTTP/1.1\r\nHost: localhost\r\n"
                + header
                + "\r\nConnection: close\r\n\r\n");

    assertThat(answer).startsWith("HTTP/1.1 400");
    assertThat(refusedSince(before))
        .extracting(event -> event.attributes().get(Attribute.NETWORK.key()))
        .contains("127.0.0.0/24")
        .doesNotContain("203.0.113.0/24", "198.51.100.0/24", "unknown");
  }

  /// A proxy that adds to what a caller says passes this on.
  @ParameterizedTest
  @ValueSource(strings = {"x", "unknown", "_hidden", "[", "203.0.113.7:99999", "1.2.3.4.5"})
  void an_address_that_is_none_is_no_fault(String address) {
    var answer = browser().get("/authorize?client_id=nobody", "X-Forwarded-For", address);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
  }

  private List<StoredEvent> refusedSince(long position) {
    return new Pages(engine, types)
        .after(position, Long.MAX_VALUE, Set.of(RequestRefused.class), 10)
        .toCompletableFuture()
        .join();
  }

  /// In the same line or in another: one reader takes the first, the next one the last.
  @Test
  void a_cookie_of_ours_that_comes_twice_is_refused() throws IOException {
    var browser = browser();
    application().signIn(browser, anAdvisor("alice"));
    var good = "__Host-vigie-session=" + browser.cookies.get("__Host-vigie-session");
    var bad = "__Host-vigie-session=" + "x".repeat(43);

    for (var cookies :
        List.of(
            "Cookie: " + good + "; " + bad,
            "Cookie: " + bad + "; " + good,
            "Cookie: " + good + "\r\nCookie: " + bad,
            "Cookie: " + bad + "\r\nCookie: " + good,
            "Cookie: " + bad.replace("session=", "session=\"") + "; " + good + "\"")) {
      var answer =
          raw(
              "GET /account HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                  + cookies
                  + "\r\n\r\n");
      assertThat(answer).as(cookies).startsWith("HTTP/1.1 400");
    }
  }

  // Not from where known proxies call.
  private String raw(String request) throws IOException {
    try (var socket =
        new Socket(
            InetAddress.getLoopbackAddress(), port(), InetAddress.ofLiteral("127.0.0.2"), 0)) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int port() {
    return settings.url().getPort();
  }
}
