package fr.vigie.identity;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.session.Sessions;
import fr.vigie.identity.session.ShownFactors;
import fr.vigie.identity.token.Codes;
import fr.vigie.identity.token.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.ws.rs.Path;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Law 4: no path yields a session on one factor. Every endpoint that can reach the opening of a
/// session, or the giving of a code or a token, is found in the compiled classes; each is to be on
/// the list here, and each on the list is tried with fewer than two factors. A passkey whose device
/// did not make sure of the person is tried in [PasskeyTest], the word of another provider that is
/// worth less in [FederationTest].
///
/// Whoever adds a way in adds it to the list, and a test of its own of what it asks for.
@QuarkusTest
class NeverOneFactorTest extends ServiceTest {

  /// Every endpoint that may lead to a session, a code or a token.
  private static final Set<String> GIVING =
      new TreeSet<>(
          List.of(
              "GET /authorize",
              "POST /authorize",
              "GET /authorize/resume",
              "POST /sign-in",
              "POST /sign-in/code",
              "POST /sign-in/recovery",
              "POST /token",
              "GET /federation/{provider}"));

  private static final Map<String, String> VERBS =
      Map.of(
          "jakarta.ws.rs.GET", "GET",
          "jakarta.ws.rs.POST", "POST",
          "jakarta.ws.rs.PUT", "PUT",
          "jakarta.ws.rs.PATCH", "PATCH",
          "jakarta.ws.rs.DELETE", "DELETE");

  private static final JavaClasses SERVICE =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("fr.vigie.identity");

  @Test
  void every_endpoint_that_gives_is_on_the_list() {
    var giving =
        reaching(Set.of(Sessions.class, Codes.class, Tokens.class), Set.of("open", "issue"));

    assertThat(giving)
        .as("a way in that is not on the list: add it, and a test of what it asks for")
        .isEqualTo(GIVING);
  }

  @Test
  void a_session_cannot_be_asked_for_with_one_factor() {
    assertThat(SERVICE.get(Sessions.class).getMethods())
        .filteredOn(method -> method.getName().equals("open"))
        .allSatisfy(method ->
            assertThat(method.getRawParameterTypes())
                .anyMatch(type -> type.isEquivalentTo(ShownFactors.class)));
  }

  // Backwards along calls and method references, through lambdas, until nothing new is met.
  private static Set<String> reaching(Set<Class<?>> owners, Set<String> names) {
    var met = new HashSet<JavaCodeUnit>();
    var next = new ArrayDeque<JavaCodeUnit>();
    SERVICE.stream()
        .filter(type -> owners.stream().anyMatch(type::isEquivalentTo))
        .flatMap(type -> type.getMethods().stream())
        .filter(method -> names.contains(method.getName()))
        .forEach(next::add);
    while (!next.isEmpty()) {
      var unit = next.poll();
      if (met.add(unit)) {
        callers(unit).forEach(next::add);
      }
    }
    return met.stream().flatMap(NeverOneFactorTest::endpoint).collect(toCollection(TreeSet::new));
  }

  private static Stream<JavaCodeUnit> callers(JavaCodeUnit unit) {
    return unit.getAccessesToSelf().stream().map(JavaAccess::getOrigin);
  }

  private static Stream<String> endpoint(JavaCodeUnit unit) {
    return unit.getAnnotations().stream()
        .map(annotation -> VERBS.get(annotation.getRawType().getName()))
        .filter(Objects::nonNull)
        .map(verb -> verb + " " + path(unit));
  }

  private static String path(JavaCodeUnit unit) {
    var ofClass = unit.getOwner().getAnnotationOfType(Path.class).value();
    var ofMethod =
        unit.isAnnotatedWith(Path.class) ? unit.getAnnotationOfType(Path.class).value() : "";
    return (ofClass + (ofMethod.isEmpty() || ofMethod.startsWith("/") ? "" : "/") + ofMethod)
        .replace("//", "/");
  }

  /// What a browser can come with that has shown fewer than two factors.
  enum Hand {
    /// Nothing.
    STRANGER,
    /// The right password, and the cookies that it brought.
    PASSWORD_ALONE,
    /// The right password, and for the code what is none.
    PASSWORD_AND_WRONG_CODE,
    /// A session's cookie that nobody gave.
    FORGED_SESSION
  }

  static Stream<Arguments> tries() {
    return GIVING.stream()
        .flatMap(endpoint -> Stream.of(Hand.values()).map(hand -> Arguments.of(endpoint, hand)));
  }

  @ParameterizedTest(name = "{0} to {1}")
  @MethodSource("tries")
  void gives_nothing_on_fewer_than_two_factors(String endpoint, Hand hand) {
    var alice = anAdvisor("alice");
    var browser = browser();
    var application = application();
    var page = browser.follow(browser.get(application.request().build().toURI().toString()));
    var fields = new LinkedHashMap<>(Browser.fields(page));
    fields.put("login", alice.login());
    fields.put("password", hand == Hand.STRANGER ? "not " + Person.PASSWORD : Person.PASSWORD);
    switch (hand) {
      case STRANGER -> {}
      case FORGED_SESSION -> browser.cookies.put("__Host-vigie-session", Opaque.random().value());
      case PASSWORD_ALONE, PASSWORD_AND_WRONG_CODE -> {
        var code =
            browser.follow(Application.password(browser, page, alice.login(), Person.PASSWORD));
        if (!endpoint.equals("POST /sign-in")) {
          fields.putAll(Browser.fields(code));
        }
        if (hand == Hand.PASSWORD_AND_WRONG_CODE) {
          assertNothing(
              Application.code(
                  browser, code, alice.code(TestClock.NOW.instant().plusSeconds(3_600))));
        }
      }
    }

    var answer = ask(browser, application, endpoint, fields);

    assertNothing(answer);
    assertThat(eventsOf(alice)).noneMatch(SignedIn.class::isInstance);
  }

  private HttpResponse<String> ask(
      Browser browser, Application application, String endpoint, Map<String, String> fields) {
    var path = endpoint.substring(endpoint.indexOf(' ') + 1).replaceAll("\\{[^}]+}", "proconnect");
    var form = new LinkedHashMap<String, String>();
    application
        .request()
        .build()
        .toParameters()
        .forEach((name, values) -> form.put(name, values.getFirst()));
    form.putAll(fields);
    form.put("code", "000000");
    if (path.equals("/token")) {
      form.put("grant_type", "authorization_code");
      form.put("code_verifier", application.verifier.getValue());
    }
    return endpoint.startsWith("GET ")
        ? browser.get(path + "?" + Browser.encode(form))
        : browser.post(path, form, "Authorization", basic());
  }

  private static String basic() {
    return "Basic "
        + Base64.getEncoder()
            .encodeToString(
                ("web-front:" + FakeLockout.CLIENT_SECRET).getBytes(StandardCharsets.UTF_8));
  }

  private static void assertNothing(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isLessThan(500);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith("__Host-vigie-session=") && cookie.length() > 60);
    assertThat(answer.headers().firstValue("Location").orElse(""))
        .doesNotContainPattern("[?&#](code|access_token|id_token)=");
    assertThat(answer.body()).doesNotContain("access_token", "id_token", "refresh_token");
  }
}
