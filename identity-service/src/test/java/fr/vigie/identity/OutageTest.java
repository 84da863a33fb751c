package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.testkit.MortalPostgres;
import fr.vigie.testkit.TestKafka;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The database goes away and comes back.
@QuarkusTest
@WithTestResource(
    value = MortalPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "identity"))
@WithTestResource(TestKafka.class)
@WithTestResource(FakeLockout.class)
class OutageTest {

  @Inject IdentitySettings settings;

  @Test
  void without_its_database_it_lets_nobody_in_and_says_so() {
    var base = settings.url().toString();
    var browser = new Browser(base);
    var application = new Application(base);
    var authorize = application.request().build().toURI().toString();
    var page = browser.follow(browser.get(authorize));

    MortalPostgres.server().process().kill();

    var password = Application.password(browser, page, "alice", Person.PASSWORD);
    var begun = new Browser(base).get(authorize);
    var resumed = browser.get("/authorize/resume?request=x");
    var token =
        browser.postRaw(
            "/token", "grant_type=refresh_token&refresh_token=x", "Authorization", basic());
    browser.cookies.put("__Host-vigie-session", "x");
    var out = browser.get("/logout");

    assertThat(password.statusCode()).isEqualTo(503);
    assertThat(password.headers().firstValue("Retry-After")).contains("30");
    assertThat(token.headers().firstValue("Retry-After")).contains("30");
    assertThat(begun.statusCode()).isEqualTo(503);
    assertThat(resumed.statusCode()).isEqualTo(503);
    assertThat(token.statusCode()).isEqualTo(503);
    assertThat(token.body()).contains("temporarily_unavailable");
    assertThat(out.statusCode()).isEqualTo(503);
    assertThat(browser.cookies).doesNotContainKey("__Host-vigie-journey");
    assertNoFault(new Browser(base));

    MortalPostgres.server().restart();

    HttpResponse<String> back = new Browser(base).get(authorize);
    for (var tries = 0; back.statusCode() == 503 && tries < 100; tries++) {
      back = new Browser(base).get(authorize);
    }
    assertThat(back.statusCode()).isEqualTo(303);
  }

  // Whatever is asked for then, by whoever: a word of ours, and no fault.
  private static void assertNoFault(Browser browser) {
    for (var cookie :
        List.of("session", "visit", "visitor", "journey", "reset", "welcome", "device")) {
      browser.cookies.put("__Host-vigie-" + cookie, "x");
    }
    for (var page :
        List.of(
            "/account",
            "/account/sessions",
            "/account/password",
            "/resets",
            "/federation/bind?request=x",
            "/federation/proconnect?request=x",
            "/jwks",
            "/reset",
            "/reset?link=x",
            "/reset/choice",
            "/scim/v2/Groups",
            "/scim/v2/Users",
            "/admin/v1/signing-keys",
            "/sign-in?request=x",
            "/sign-in/code",
            "/sign-in/recovery",
            "/sign-in/passkey",
            "/welcome",
            "/welcome?link=x")) {
      var authorization =
          page.startsWith("/scim")
              ? "Bearer " + FakeLockout.DIRECTORY_TOKEN
              : "Vigie-Service launcher " + FakeLockout.LAUNCHER_KEY;
      assertThat(browser.get(page, "Authorization", authorization).statusCode())
          .as(page)
          .isNotEqualTo(500);
    }
    for (var endpoint : List.of("/par", "/introspection", "/revocation")) {
      var answer = browser.postRaw(endpoint, "token=x", "Authorization", basic());
      assertThat(answer.statusCode()).as(endpoint).isNotEqualTo(500);
    }
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                ("web-front:" + FakeLockout.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
  }
}
