package fr.vigie.identity;

import java.net.http.HttpResponse;

/// Someone whose role asks for a passkey: enrols one at the first sign-in, and signs in with it.
final class Officer {

  private final SoftPasskey passkey;

  private Officer(SoftPasskey passkey) {
    this.passkey = passkey;
  }

  /// Shows password and code, and makes the passkey that is asked for then.
  static Officer enrolled(String base, Person person) {
    var browser = new Browser(base);
    var page = page(browser, new Application(base));
    var codePage =
        browser.follow(Application.password(browser, page, person.login(), Person.PASSWORD));
    var enrol =
        browser.follow(Application.code(browser, codePage, person.code(TestClock.NOW.instant())));
    var passkey = new SoftPasskey(base, "localhost");
    var form = Browser.fields(enrol);
    form.put("credential", passkey.make(PasskeyTest.options(enrol)));
    Browser.location(browser.post("/sign-in/passkey", form));
    return new Officer(passkey);
  }

  /// Walks the whole way in, to the redirect back to the application.
  HttpResponse<String> signIn(Browser browser, Application application) {
    return browser.follow(show(browser, application));
  }

  /// Shows the passkey.
  HttpResponse<String> show(Browser browser, Application application) {
    var page = page(browser, application);
    var form = Browser.fields(page);
    passkey.counter++;
    form.put("credential", passkey.show(PasskeyTest.options(page)));
    return browser.post("/sign-in", form);
  }

  private static HttpResponse<String> page(Browser browser, Application application) {
    return browser.follow(browser.get(application.request().build().toURI().toString()));
  }
}
