package fr.vigie.bench;

import fr.vigie.testkit.SoftAuthenticator;
import java.io.IOException;
import java.net.http.HttpClient;
import java.util.LinkedHashMap;
import java.util.Map;

/// How people get in: the pages between an application's request and its answer.
final class Doors {

  /// One way in.
  interface Door {

    /// Signs somebody in, to the tokens.
    ///
    /// @throws IllegalStateException where no tokens come of it
    Application.Tokens enter(Staff.Turn turn) throws IOException, InterruptedException;
  }

  private Doors() {}

  /// identity-service's pages: password, then code.
  static Door ours(HttpClient http, String issuer, Application application) {
    return turn -> {
      var surfer = new Surfer(http);
      var page = surfer.follow(surfer.get(application.begin()));
      return application.redeem(surfer.follow(signIn(surfer, issuer, page, turn)));
    };
  }

  /// Keycloak's pages: password, then code.
  static Door keycloaks(HttpClient http, Application application) {
    return turn -> {
      var surfer = new Surfer(http);
      var page = surfer.get(application.begin());
      var second =
          surfer.post(
              Surfer.action(page),
              Map.of("username", turn.login(), "password", Staff.PASSWORD, "credentialId", ""));
      return application.redeem(
          surfer.post(Surfer.action(second), Map.of("otp", turn.code(), "login", "Sign In")));
    };
  }

  /// identity-service's first page, with a passkey.
  static Door passkey(
      HttpClient http, String issuer, Application application, SoftAuthenticator passkeys) {
    return _ -> {
      var surfer = new Surfer(http);
      var page = surfer.follow(surfer.get(application.begin()));
      var form = Surfer.fields(page);
      form.put("credential", passkeys.show(Surfer.options(page)));
      return application.redeem(surfer.follow(surfer.post(issuer + "/sign-in", form)));
    };
  }

  /// Makes a passkey for somebody, at their own page.
  static void enrol(HttpClient http, String issuer, Staff.Turn turn, SoftAuthenticator passkeys)
      throws IOException, InterruptedException {
    var surfer = new Surfer(http);
    var page = surfer.follow(surfer.get(issuer + "/account"));
    var account = surfer.follow(signIn(surfer, issuer, page, turn));
    var form = Surfer.fields(account);
    form.put("credential", passkeys.make(Surfer.options(account)));
    var done = Surfer.location(surfer.post(issuer + "/account/passkeys", form));
    if (!done.contains("done=added")) {
      throw new IllegalStateException("no passkey was added but " + done);
    }
  }

  private static java.net.http.HttpResponse<String> signIn(
      Surfer surfer, String issuer, java.net.http.HttpResponse<String> page, Staff.Turn turn)
      throws IOException, InterruptedException {
    var password = new LinkedHashMap<>(Surfer.fields(page));
    password.put("login", turn.login());
    password.put("password", Staff.PASSWORD);
    var codePage = surfer.follow(surfer.post(issuer + "/sign-in", password));
    var code = new LinkedHashMap<>(Surfer.fields(codePage));
    code.put("code", turn.code());
    return surfer.post(issuer + "/sign-in/code", code);
  }
}
