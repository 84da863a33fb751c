package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an application of ours, or whoever has taken one over, tries at others' expense. Numbers
/// are those of the list of attacks.
@QuarkusTest
class DoorAttacksTest extends ServiceTest {

  private static final String WEB_FRONT = basic("web-front", FakeLockout.CLIENT_SECRET);
  private static final String OTHER = basic("other", FakeLockout.CLIENT_SECRET + "-other");

  private static String basic(String client, String secret) {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString((client + ":" + secret).getBytes(StandardCharsets.UTF_8));
  }

  private Map<String, String> asked(Application application) {
    var form = new LinkedHashMap<String, String>();
    application
        .request()
        .build()
        .toParameters()
        .forEach((name, values) -> form.put(name, values.getFirst()));
    return form;
  }

  private HttpResponse<String> pushed(Map<String, String> form, String as) {
    return browser().post("/par", form, "Authorization", as);
  }

  /// 16.
  @Test
  void what_one_application_pushed_is_not_another_s_to_ask() {
    var answer = pushed(asked(application()), WEB_FRONT);
    var reference = Browser.encode(new JsonObject(answer.body()).getString("request_uri"));

    var stolen = browser().get("/authorize?client_id=other&request_uri=" + reference);
    var beside =
        browser()
            .get(
                "/authorize?client_id=other&redirect_uri="
                    + Browser.encode("http://localhost:8070/back")
                    + "&request_uri="
                    + reference);

    for (var refused : new HttpResponse<?>[] {stolen, beside}) {
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.headers().firstValue("Location")).isEmpty();
    }
  }

  /// 16.
  @Test
  void nobody_pushes_or_changes_in_anothers_name() {
    var application = application();
    var refresh =
        Application.tokens(
                application.change(
                    application.codeOf(application.signIn(browser(), anAdvisor("alice")))))
            .getTokens()
            .getRefreshToken();
    var form = Map.of("grant_type", "refresh_token", "refresh_token", refresh.getValue());
    var named = new LinkedHashMap<>(form);
    named.put("client_id", "web-front");

    var inAnothersName = pushed(asked(application()), OTHER);
    var changed = browser().post("/token", form, "Authorization", OTHER);
    var changedInAnothersName = browser().post("/token", named, "Authorization", OTHER);

    for (var refused : List.of(inAnothersName, changed, changedInAnothersName)) {
      assertThat(refused.statusCode()).isIn(400, 401);
      assertThat(new JsonObject(refused.body()).getString("error"))
          .isIn("invalid_request", "invalid_client", "invalid_grant");
    }
    assertThat(refusalsOf("other")).contains("refresh-token-of-another");
    // Nor does the attempt cost its owner anything.
    assertThat(application.refresh(refresh).indicatesSuccess()).isTrue();
  }

  /// 16: where people are sent after signing out is one to the letter, and this application's own.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://localhost:8080@evil.example/signed-out",
        "http://localhost:8080\\@evil.example/signed-out",
        "http://localhost:8080/signed-out\\..\\..",
        "http://localhost:8080/signed-out/",
        "http://localhost:8080/signed-out?to=http://evil.example",
        "http://localhost:8080/signed-out#evil",
        "http://localhost:8070/",
        "//evil.example/signed-out",
        "https:evil.example",
        "javascript:alert(1)",
        "http://localhost:8080/signed-out\u0000",
        "http://localhost:8080/signed-out\r\nX-Evil: 1"
      })
  void signing_out_leads_nowhere_else(String uri) {
    var alice = anAdvisor("alice");
    var browser = browser();
    var application = application();
    var hint =
        Application.tokens(
                application.change(application.codeOf(application.signIn(browser, alice))))
            .getOIDCTokens()
            .getIDTokenString();

    for (var how : new String[] {"id_token_hint=" + hint, "client_id=web-front"}) {
      var answer =
          browser.get("/logout?" + how + "&post_logout_redirect_uri=" + Browser.encode(uri));

      assertThat(answer.statusCode()).as(how).isEqualTo(400);
      assertThat(answer.headers().firstValue("Location")).as(how).isEmpty();
      assertThat(answer.headers().firstValue("X-Evil")).as(how).isEmpty();
      assertThat(answer.body()).as(how).doesNotContain("evil");
    }
    var posted =
        browser.post(
            "/logout/confirmed",
            Map.of("csrf", "x", "client_id", "web-front", "post_logout_redirect_uri", uri));
    assertThat(posted.statusCode()).isEqualTo(400);
    assertThat(posted.headers().firstValue("Location")).isEmpty();
  }

  /// Applications are settings: no address of anybody's choosing is ever called.
  @ParameterizedTest
  @ValueSource(strings = {"/register", "/clients", "/connect/register", "/signals/stream"})
  void nobody_makes_an_application_of_their_own(String path) {
    var answer =
        browser()
            .postAs(
                "application/json",
                path,
                "{\"redirect_uris\":[\"http://evil.example/\"]}",
                "Authorization",
                WEB_FRONT);

    assertThat(answer.statusCode()).isIn(404, 405);
  }
}
