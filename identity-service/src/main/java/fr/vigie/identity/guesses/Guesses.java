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
import java.net.URI;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// The door to lockout-service.
@ApplicationScoped
public class Guesses {

  private static final Logger LOG = Logger.getLogger(Guesses.class);
  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 3_000;

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

  /// Asks for one guess. Asked again once where the connection broke: an attempt is one, however
  /// often it is named.
  public Uni<Permit> ask(String accountKey, Factor factor, String network, String correlation) {
    var attempt = UUID.randomUUID();
    var question =
        new JsonObject()
            .put("attempt", attempt.toString())
            .put("account", accountKey)
            .put("factor", factor.word())
            .put("network", network);
    return Uni.createFrom()
        .deferred(() ->
            with(client.postAbs(lockout + "/v1/attempts"), correlation).sendJsonObject(question))
        .onFailure()
        .retry()
        .atMost(1)
        .map(answer ->
            answer.statusCode() == 200
                ? understood(attempt, answer.bodyAsJsonObject())
                : unheard("answered " + answer.statusCode()))
        .onFailure()
        .recoverWithItem(failure -> unheard(failure.getClass().getName()));
  }

  private static Permit understood(UUID attempt, JsonObject answer) {
    var decision = answer.getString("decision");
    return switch (decision == null ? "" : decision) {
      case "permitted" -> new Permit.Granted(attempt);
      case "refused" -> new Permit.Denied();
      default -> unheard("gave an unknown decision");
    };
  }

  private static Permit unheard(String how) {
    LOG.warnf("lockout-service gave no answer to an attempt: %s", how);
    return new Permit.Unheard();
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
        .onFailure()
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
