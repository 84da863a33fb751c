package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
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
        "Transfer-Encoding\u000b: chunked\r\n"
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

  private String raw(String request) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private int port() {
    return settings.url().getPort();
  }
}
