package fr.vigie.identity.guesses;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Trail;
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
import java.util.Optional;
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
  private final Fingerprints fingerprints;

  Guesses(
      Vertx vertx,
      IdentitySettings settings,
      Fingerprints fingerprints,
      @ConfigProperty(name = "vigie.lockout.url") URI lockout) {
    client =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setConnectTimeout(CONNECT_MILLIS)
                .setFollowRedirects(false)
                .setMaxPoolSize(32));
    this.lockout = lockout.toString().replaceAll("/$", "");
    this.fingerprints = fingerprints;
    authorization = "Vigie-Service identity-service " + settings.lockoutKey();
  }

  /// Asks for one guess. Where every guess left is under way, one of them may turn out right a
  /// moment later: the same attempt waits its turn for a while, so that twenty right passwords at
  /// once all get in.
  public Uni<Permit> ask(String accountKey, Factor factor, Trail trail) {
    return ask(question(accountKey, factor, trail), trail.correlation());
  }

  /// The same for a password, with its fingerprint: the same wrong one again is not a new guess.
  public Uni<Permit> askForPassword(String accountKey, String password, Trail trail) {
    return fingerprints
        .of(password)
        .map(print -> question(accountKey, Factor.PASSWORD, trail).put("fingerprint", print))
        .flatMap(question -> ask(question, trail.correlation()))
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("no fingerprint could be made: %s", failure.getClass().getName());
          return new Permit.Unheard();
        });
  }

  private static JsonObject question(String accountKey, Factor factor, Trail trail) {
    var question =
        new JsonObject()
            .put("account", accountKey)
            .put("factor", factor.word())
            .put("network", trail.network());
    trail.device().ifPresent(device -> question.put("device", device));
    return question;
  }

  private Uni<Permit> ask(JsonObject question, String correlation) {
    var attempt = UUID.randomUUID();
    return ask(attempt, question.put("attempt", attempt.toString()), correlation, TURNS);
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
        // Whoever has to wait for longer than a verification takes is told to come back.
        case "wait" -> "too-many-open".equals(answer.getString("reason")) ? WAIT : REFUSED;
        case "refused" -> REFUSED;
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
  public Uni<Told> tell(
      Permit.Granted permit, String accountKey, boolean right, boolean completed, Trail trail) {
    var outcome =
        new JsonObject()
            .put("account", accountKey)
            .put("outcome", right ? "succeeded" : "failed")
            .put("completed", completed);
    if (completed) {
      trail.device().ifPresent(device -> outcome.put("device", device));
    }
    var path = lockout + "/v1/attempts/" + permit.attempt() + "/outcome";
    return Uni.createFrom()
        .deferred(() -> with(client.putAbs(path), trail.correlation()).sendJsonObject(outcome))
        .onFailure(IOException.class)
        .retry()
        .atMost(1)
        .map(answer ->
            switch (answer.statusCode()) {
              case 200 -> taken(Optional.ofNullable(answer.bodyAsJsonObject().getString("device")));
              case 204 -> taken(Optional.empty());
              default -> new Told.NotTaken();
            })
        .onFailure()
        .recoverWithItem(new Told.NotTaken())
        .invoke(told -> {
          if (told instanceof Told.NotTaken) {
            LOG.warn("lockout-service did not take the outcome of an attempt");
          }
        });
  }

  private static Told taken(Optional<String> device) {
    return new Told.Taken(device);
  }

  /// Lets no device be known any more for an account: each has to show every factor first. After a
  /// reset, for example.
  ///
  /// @param reason a word
  /// @return whether it was heard
  public Uni<Boolean> forgetDevices(String accountKey, String reason, Trail trail) {
    var path = lockout + "/v1/accounts/" + accountKey + "/device-revocations";
    return Uni.createFrom()
        .deferred(() ->
            with(client.postAbs(path), trail.correlation())
                .sendJsonObject(new JsonObject().put("reason", reason)))
        .map(answer -> answer.statusCode() == 204)
        .onFailure()
        .recoverWithItem(false);
  }

  private HttpRequest<Buffer> with(HttpRequest<Buffer> request, String correlation) {
    return request
        .putHeader("Authorization", authorization)
        .putHeader(Correlation.HEADER, correlation)
        .timeout(ANSWER_MILLIS);
  }
}
