package fr.vigie.identity.signals;

import fr.vigie.identity.platform.Periodic;
import fr.vigie.identity.signals.Signals.Untold;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.buffer.Buffer;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/// Brings tokens to receivers (RFC 8935).
@ApplicationScoped
class Pushes {

  private static final Logger LOG = Logger.getLogger(Pushes.class);
  private static final Duration ROUND = Duration.ofMillis(500);
  private static final int A_ROUND = 100;
  private static final int AT_ONCE = 8;
  private static final int PATIENCE_MILLIS = 5_000;

  private final Signals signals;
  private final Receivers receivers;
  private final WebClient http;

  Pushes(Signals signals, Receivers receivers, io.vertx.mutiny.core.Vertx vertx) {
    this.signals = signals;
    this.receivers = receivers;
    this.http =
        WebClient.create(
            vertx,
            new WebClientOptions()
                .setFollowRedirects(false)
                .setUserAgent("identity-service")
                .setConnectTimeout(2_000));
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    if (receivers.pushed().length > 0) {
      Periodic.start(vertx, "signals", ROUND, this::round);
    }
  }

  private Uni<Void> round() {
    return signals
        .due(receivers.pushed(), A_ROUND)
        .flatMap(due ->
            Multi.createFrom()
                .iterable(due)
                .onItem()
                .transformToUni(this::push)
                .merge(AT_ONCE)
                .collect()
                .last()
                .replaceWithVoid());
  }

  // 202: taken. 400: never to be taken, and why is the receiver's to say. Anything else: later.
  private Uni<Void> push(Untold signal) {
    return signals
        .signed(signal)
        .flatMap(token ->
            push(token, signal.receiver(), receivers.pushUri(signal.receiver()).orElseThrow()))
        .onFailure()
        .recoverWithItem(0)
        .flatMap(status -> {
          if (status == 202) {
            return signals.told(signal.receiver(), List.of(signal.id()));
          }
          LOG.warnf("%s has not taken a signal: %d", signal.receiver(), status);
          return status == 400
              ? signals.told(signal.receiver(), List.of(signal.id()))
              : Uni.createFrom().voidItem();
        });
  }

  private Uni<Integer> push(String token, String receiver, URI uri) {
    var request =
        http.postAbs(uri.toString())
            .timeout(PATIENCE_MILLIS)
            .putHeader("Content-Type", "application/secevent+jwt")
            .putHeader("Accept", "application/json");
    receivers.authorization(receiver).ifPresent(value -> request.putHeader("Authorization", value));
    return request.sendBuffer(Buffer.buffer(token)).map(answer -> answer.statusCode());
  }
}
