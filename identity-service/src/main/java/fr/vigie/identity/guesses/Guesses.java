package fr.vigie.identity.guesses;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.kit.Correlation;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.HttpRequest;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The door to lockout-service.
@ApplicationScoped
public class Guesses {

  private static final Logger LOG = Logger.getLogger(Guesses.class);
  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 3_000;
  private static final int TURNS = 30;

  private final WebClient client;
  private final String lockout;
  private final String authorization;

  Guesses(
      Vertx vertx,
      IdentitySettings settings,
      @ConfigProperty(name = "vigie.lockout.url") URI lockout) {
    client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setFollowRedirects(false)
                .setMaxPoolSize(32));
    this.lockout = lockout.toString().replaceAll("/$", "");
    authorization = "Vigie-Service identity-service " + settings.lockoutKey();
  }

  /// Asks for one guess. Where every guess left is under way, one of them may turn out right a
  /// moment later: the same attempt waits its turn for a while, so that twenty right passwords at
  /// once all get in.
  public Uni<Permit> ask(String accountKey, Factor factor, String network, String correlation) {
    var attempt = UUID.randomUUID();
    var question =
        new JsonObject()
            .put("attempt", attempt.toString())
            .put("account", accountKey)
            .put("factor", factor.word())
            .put("network", network);
    return ask(attempt, question, correlation, TURNS);
  }

  private Uni<Permit> ask(UUID attempt, JsonObject question, String correlation, int turns) {
    return Uni.createFrom()
        .deferred(() ->
            with(client.postAbs(lockout + "/v1/attempts"), correlation).sendJsonObject(question))
        // An attempt is one, however often it is named.
        .onFailure(IOException.class)
        .retry()
        .atMost(1)
        .map(answer ->
            answer.statusCode() == 200
                ? Heard.of(answer.bodyAsJsonObject())
                : unheard("answered " + answer.statusCode()))
        .onFailure()
        .recoverWithItem(failure -> unheard(failure.getClass().getName()))
        .flatMap(heard ->
            switch (heard) {
              case PERMITTED -> Uni.createFrom().item(new Permit.Granted(attempt));
              case REFUSED -> Uni.createFrom().item(new Permit.Denied());
              case NOTHING -> Uni.createFrom().item(new Permit.Unheard());
              case WAIT ->
                  turns == 0
                      ? Uni.createFrom().item(new Permit.Denied())
                      : Uni.createFrom()
                          .voidItem()
                          .onItem()
                          .delayIt()
                          .by(aTurn())
                          .chain(() -> ask(attempt, question, correlation, turns - 1));
            });
  }

  // About as long as one verification takes; at random, so that those who wait drift apart.
  private static Duration aTurn() {
    return Duration.ofMillis(50 + ThreadLocalRandom.current().nextInt(150));
  }

  /// What was made out of an answer.
  private enum Heard {
    PERMITTED,
    REFUSED,
    WAIT,
    NOTHING;

    static Heard of(JsonObject answer) {
      var decision = answer.getString("decision", "");
      return switch (decision) {
        case "permitted" -> PERMITTED;
        case "refused" -> "too-many-open".equals(answer.getString("reason")) ? WAIT : REFUSED;
        default -> unheard("gave an unknown decision");
      };
    }
  }

  private static Heard unheard(String how) {
    LOG.warnf("lockout-service gave no answer to an attempt: %s", how);
    return Heard.NOTHING;
  }

  /// Tells how a guess ended.
  ///
  /// @param completed it was the last factor of a sign-in
  /// @return whether it was heard; what was not heard counts as a failure there
  public Uni<Boolean> tell(
      Permit.Granted permit,
      String accountKey,
      boolean right,
      boolean completed,
      String correlation) {
    var outcome =
        new JsonObject()
            .put("account", accountKey)
            .put("outcome", right ? "succeeded" : "failed")
            .put("completed", completed);
    var path = lockout + "/v1/attempts/" + permit.attempt() + "/outcome";
    return Uni.createFrom()
        .deferred(() -> with(client.putAbs(path), correlation).sendJsonObject(outcome))
        .onFailure(IOException.class)
        .retry()
        .atMost(1)
        .map(answer -> answer.statusCode() == 204)
        .onFailure()
        .recoverWithItem(false)
        .invoke(heard -> {
          if (!heard) {
            LOG.warn("lockout-service did not take the outcome of an attempt");
          }
        });
  }

  private HttpRequest<Buffer> with(HttpRequest<Buffer> request, String correlation) {
    return request
        .putHeader("Authorization", authorization)
        .putHeader(Correlation.HEADER, correlation)
        .timeout(ANSWER_MILLIS);
  }
}
