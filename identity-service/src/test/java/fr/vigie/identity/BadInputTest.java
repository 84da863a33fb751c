package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/// Attack 56: good requests, spoilt at random, to every endpoint of the provider. Each is answered
/// with an error that an RFC names, or with a page; never with a fault, and never with what went
/// wrong inside. `-Dvigie.seed` makes a failure come back; `-Dvigie.long=true` sends 50,000.
@QuarkusTest
class BadInputTest extends ServiceTest {

  private static final long SEED = Long.getLong("vigie.seed", 20_240_305);
  private static final int REQUESTS = Boolean.getBoolean("vigie.long") ? 50_000 : 10_000;

  /// RFC 6749, 6750, 7009, 9126, 9449; OpenID Connect Core.
  private static final Set<String> ERRORS =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "invalid_scope",
          "invalid_token",
          "invalid_dpop_proof",
          "use_dpop_nonce",
          "unauthorized_client",
          "unsupported_grant_type",
          "unsupported_response_type",
          "unsupported_token_type",
          "request_not_supported",
          "request_uri_not_supported",
          "unmet_authentication_requirements",
          "login_required");

  private static final List<String> JSON_ENDPOINTS =
      List.of("/token", "/par", "/introspection", "/revocation");

  private static final List<String> ODD =
      List.of(
          "",
          " ",
          "%",
          "%00",
          "%0d%0aX-Evil:+1",
          "%FF%FE",
          "%C0%AE",
          "'+or+1=1--",
          "{\"a\":1}",
          "[]",
          "null",
          "-1",
          "99999999999999999999",
          "../../etc/passwd",
          "http://evil.example",
          "javascript:alert(1)",
          "%E2%80%AEa",
          "e%CC%81",
          "a".repeat(3_000),
          "%F0%9F%92%A5");

  private final Random random = new Random(SEED);
  private final Map<String, String> good = new LinkedHashMap<>();

  private void goodParameters() {
    application()
        .request()
        .build()
        .toParameters()
        .forEach((name, values) -> good.put(name, values.getFirst()));
    good.put("grant_type", "refresh_token");
    good.put("refresh_token", "x".repeat(43));
    good.put("code", "y".repeat(43));
    good.put("code_verifier", "z".repeat(43));
    good.put("token", "t".repeat(43));
    good.put("prompt", "none");
    good.put("max_age", "300");
    good.put("claims", "{\"id_token\":{\"acr\":{\"essential\":true}}}");
    good.put("id_token_hint", "a.b.c");
    good.put("post_logout_redirect_uri", FakeLockout.SIGNED_OUT);
    good.put("request", "r".repeat(43));
    good.put("login", "alice");
    good.put("password", "p");
    good.put("csrf", "c");
  }

  @Test
  void whatever_comes_no_fault_comes_back() {
    goodParameters();
    for (var number = 0; number < REQUESTS; number++) {
      var path = endpoint();
      var query = spoilt();
      var answer = sent(path, query);
      var what =
          "seed %d, %d: %s %s -> %d %s"
              .formatted(
                  SEED,
                  number,
                  path,
                  query.substring(0, Math.min(500, query.length())),
                  answer.statusCode(),
                  answer.body());

      assertThat(answer.statusCode()).as(what).isLessThan(500);
      assertThat(answer.body()).as(what).doesNotContain("Exception", "\tat ", "java.", "nimbus");
      if (JSON_ENDPOINTS.contains(path) && answer.statusCode() >= 400) {
        assertNamed(answer, what);
      }
      assertLeadsNowhereElse(answer, what);
    }
  }

  private String endpoint() {
    var all = new ArrayList<>(JSON_ENDPOINTS);
    all.addAll(
        List.of(
            "/authorize",
            "/authorize/resume",
            "/logout",
            "/userinfo",
            "/sign-in",
            "/sign-in/code",
            "/logout/confirmed"));
    return all.get(random.nextInt(all.size()));
  }

  // Up to four things are wrong with it.
  private String spoilt() {
    var pairs = new ArrayList<String>();
    good.forEach((name, value) -> {
      if (random.nextInt(4) > 0) {
        pairs.add(name + "=" + Browser.encode(value));
      }
    });
    for (var times = random.nextInt(4); times >= 0 && !pairs.isEmpty(); times--) {
      var at = random.nextInt(pairs.size());
      var name = pairs.get(at).split("=", 2)[0];
      var odd = ODD.get(random.nextInt(ODD.size()));
      switch (random.nextInt(6)) {
        case 0 -> pairs.add(pairs.get(at));
        case 1 -> pairs.set(at, name);
        case 2 -> pairs.set(at, odd + "=" + name);
        case 3 -> pairs.set(at, name + "[]=" + odd);
        case 4 -> pairs.remove(at);
        default -> pairs.set(at, name + "=" + odd);
      }
    }
    return String.join("&", pairs);
  }

  private HttpResponse<String> sent(String path, String query) {
    var browser = browser();
    browser.cookies.put("__Host-vigie-visit", "v".repeat(43));
    var get = random.nextBoolean() && !JSON_ENDPOINTS.contains(path);
    var authorization =
        switch (random.nextInt(5)) {
          case 0 -> "Bearer " + ODD.get(random.nextInt(10));
          case 1 -> "Basic " + ODD.get(random.nextInt(10));
          case 2 -> "DPoP eyJhbGciOiJub25lIn0.e30.";
          default ->
              "Basic "
                  + Base64.getEncoder()
                      .encodeToString(
                          ("web-front:" + FakeLockout.CLIENT_SECRET)
                              .getBytes(StandardCharsets.UTF_8));
        };
    if (get) {
      // What is no address at all never leaves a browser.
      var sound =
          query
              .replaceAll("%(?![0-9A-Fa-f]{2})", "%25")
              .replaceAll("[^!-~]", "+")
              .replaceAll("[\\[\\]{}\"'^`|<>\\\\]", "%7B");
      return once(() -> browser.get(path + "?" + sound, "Authorization", authorization));
    }
    var type =
        random.nextInt(8) == 0
            ? List.of("application/json", "text/plain", "multipart/form-data")
                .get(random.nextInt(3))
            : "application/x-www-form-urlencoded";
    return once(() -> browser.postAs(type, path, query, "Authorization", authorization));
  }

  // A server hangs up after a body that it would not read, perhaps just as the next one is sent.
  private static HttpResponse<String> once(Supplier<HttpResponse<String>> sending) {
    try {
      return sending.get();
    } catch (UncheckedIOException _) {
      return sending.get();
    }
  }

  private static void assertNamed(HttpResponse<String> answer, String what) {
    if (answer.statusCode() == 415 || answer.statusCode() == 413) {
      return;
    }
    try {
      assertThat(new JsonObject(answer.body()).getString("error")).as(what).isIn(ERRORS);
    } catch (DecodeException e) {
      throw new AssertionError(what, e);
    }
  }

  private void assertLeadsNowhereElse(HttpResponse<String> answer, String what) {
    answer
        .headers()
        .firstValue("Location")
        .ifPresent(location ->
            assertThat(location)
                .as(what)
                .matches(to ->
                    to.startsWith(base() + "/")
                        || to.startsWith(FakeLockout.CALLBACK + "?")
                        || to.startsWith(FakeLockout.SIGNED_OUT)));
    assertThat(answer.headers().firstValue("X-Evil")).as(what).isEmpty();
  }
}
