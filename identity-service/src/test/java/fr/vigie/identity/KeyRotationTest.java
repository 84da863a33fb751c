package fr.vigie.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import fr.vigie.contracts.identity.IdentityEvent.SigningKeyMade;
import fr.vigie.eventstore.Boundary;
import fr.vigie.identity.platform.IdentityEvents;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/// Attack 20.
@QuarkusTest
class KeyRotationTest extends ServiceTest {

  private static final Duration STEP = Duration.ofMinutes(2);
  private static final int WORKERS = 3;

  private HttpResponse<String> change(boolean compromised, String key) {
    return browser()
        .postAs(
            "application/json",
            "/admin/v1/signing-keys",
            "{\"compromised\":%s}".formatted(compromised),
            "Authorization",
            "Vigie-Service launcher " + key);
  }

  private List<String> changed(boolean compromised) {
    var answer = change(compromised, FakeLockout.LAUNCHER_KEY);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain("\"d\"", "crv");
    return new JsonObject(answer.body())
        .getJsonArray("keys").stream().map(key -> ((JsonObject) key).getString("key")).toList();
  }

  private List<String> published() throws Exception {
    return JWKSet.parse(browser().get("/jwks").body()).getKeys().stream()
        .map(com.nimbusds.jose.jwk.JWK::getKeyID)
        .toList();
  }

  private String signedBy() throws Exception {
    var application = application();
    var tokens =
        Application.tokens(
                application.change(
                    application.codeOf(application.signIn(browser(), anAdvisor("alice")))))
            .getOIDCTokens();
    return SignedJWT.parse(tokens.getAccessToken().getValue()).getHeader().getKeyID();
  }

  private List<String> causesOf(String key) {
    return store
        .read(Boundary.of(IdentityEvents.signingKey(key), SigningKeyMade.class))
        .toCompletableFuture()
        .join()
        .stream()
        .map(event -> ((SigningKeyMade) event.payload()).cause())
        .toList();
  }

  @Test
  void a_key_changes_by_itself_and_is_published_before_it_signs() throws Exception {
    var first = signedBy();
    TestClock.NOW.advance(Duration.ofDays(30));

    var next = published().getFirst();

    assertThat(next).isNotEqualTo(first);
    assertThat(published()).contains(first);
    assertThat(signedBy()).isEqualTo(first);
    assertThat(causesOf(next)).containsExactly("scheduled");
    TestClock.NOW.advance(Duration.ofMinutes(15));
    assertThat(signedBy()).isEqualTo(next);
    assertThat(published()).contains(first);
    TestClock.NOW.advance(Duration.ofHours(1));
    assertThat(published()).containsExactly(next);
  }

  @Test
  void one_command_after_another_makes_one_key() throws Exception {
    signedBy();
    var keys = changed(false);

    var again = changed(false);

    assertThat(again).isEqualTo(keys);
    assertThat(causesOf(keys.getFirst())).containsExactly("commanded");
    TestClock.NOW.advance(Duration.ofHours(2));
  }

  /// ATTACKS 20: a retired key is worth nothing.
  @Test
  void stolen_keys_end_at_once_and_their_tokens_with_them() throws Exception {
    var application = application();
    var tokens =
        Application.tokens(
                application.change(
                    application.codeOf(application.signIn(browser(), anAdvisor("alice")))))
            .getOIDCTokens();
    var bearer = "Bearer " + tokens.getAccessToken().getValue();
    assertThat(browser().get("/userinfo", "Authorization", bearer).statusCode()).isEqualTo(200);

    var keys = changed(true);

    assertThat(published()).isEqualTo(keys).hasSize(1);
    assertThat(browser().get("/userinfo", "Authorization", bearer).statusCode()).isEqualTo(401);
    assertThat(causesOf(keys.getFirst())).containsExactly("compromised");
    var renewed = application.refresh(tokens.getRefreshToken());
    assertThat(
            SignedJWT.parse(Application.tokens(renewed).getOIDCTokens().getAccessToken().getValue())
                .getHeader()
                .getKeyID())
        .isEqualTo(keys.getFirst());
  }

  @Test
  void only_an_operator_changes_keys() throws Exception {
    var before = published();

    assertThat(change(true, "x".repeat(40)).statusCode()).isEqualTo(401);
    assertThat(browser().postAs("application/json", "/admin/v1/signing-keys", "{}").statusCode())
        .isEqualTo(401);
    assertThat(browser().get("/admin/v1/signing-keys").statusCode()).isEqualTo(401);
    assertThat(published()).isEqualTo(before);
  }

  /// ATTACKS 20: three changes while three applications renew and use their tokens all the time.
  @Test
  void nobody_notices_a_change_under_load() throws Exception {
    var over = new AtomicBoolean();
    var rounds = java.util.stream.Stream.generate(() -> new Semaphore(0)).limit(WORKERS).toList();
    try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
      var workers = new ArrayList<java.util.concurrent.Future<Integer>>();
      for (var own : rounds) {
        workers.add(executor.submit(worker(anAdvisor("alice"), over, own)));
      }
      try {
        for (var change = 0; change < 3; change++) {
          changed(false);
          for (var step = 0; step < 8; step++) {
            // So that no worker sees more than two steps between a token and its use.
            for (var own : rounds) {
              own.drainPermits();
              own.acquire(2);
            }
            TestClock.NOW.advance(STEP);
          }
        }
      } finally {
        over.set(true);
      }
      for (var worker : workers) {
        assertThat(worker.get()).isPositive();
      }
    }
  }

  // Keeps a copy of the keys, as services do, and looks again only for one it does not know.
  private Callable<Integer> worker(Person person, AtomicBoolean over, Semaphore rounds)
      throws Exception {
    var application = application();
    var first = application.change(application.codeOf(application.signIn(browser(), person)));
    var start = Application.tokens(first).getOIDCTokens().getRefreshToken();
    var copy = JWKSet.parse(browser().get("/jwks").body());
    return () -> {
      RefreshToken refresh = start;
      var keys = copy;
      var done = 0;
      while (!over.get()) {
        var tokens = Application.tokens(application.refresh(refresh)).getOIDCTokens();
        refresh = tokens.getRefreshToken();
        var token = SignedJWT.parse(tokens.getAccessToken().getValue());
        if (keys.getKeyByKeyId(token.getHeader().getKeyID()) == null) {
          keys = JWKSet.parse(browser().get("/jwks").body());
        }
        var key = keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey();
        assertThat(token.verify(new ECDSAVerifier(key))).isTrue();
        var bearer = "Bearer " + token.serialize();
        assertThat(browser().get("/userinfo", "Authorization", bearer).statusCode()).isEqualTo(200);
        rounds.release();
        done++;
      }
      return done;
    };
  }
}
