package fr.vigie.kit.dpop;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.time.Clock;

/// Stands before authentication, wherever a token comes with a proof (`Authorization: DPoP`). Where
/// the proof is in order the token goes on like any other, and [BoundTokens] holds the two against
/// each other once it is known what the token says.
@ApplicationScoped
class DpopGate {

  static final String PROVEN = DpopGate.class.getName();

  private static final String SCHEME = "DPoP ";
  private static final String AUTHORIZATION = "Authorization";
  private static final String USE_NONCE = "use_dpop_nonce";
  private static final String INVALID = "invalid_dpop_proof";
  private static final int BEFORE_AUTHENTICATION = 300;

  private final Nonces nonces;
  private final DpopSettings settings;
  private final MeterRegistry meters;
  private final Clock clock;

  DpopGate(Nonces nonces, DpopSettings settings, MeterRegistry meters, Clock clock) {
    this.nonces = nonces;
    this.settings = settings;
    this.meters = meters;
    this.clock = clock;
  }

  void install(@Observes Filters filters) {
    filters.register(this::pass, BEFORE_AUTHENTICATION);
  }

  private void pass(RoutingContext context) {
    var request = context.request();
    var authorization = request.getHeader(AUTHORIZATION);
    if (authorization == null
        || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      context.next();
      return;
    }
    var shown = request.headers().getAll(Proofs.HEADER);
    if (shown.size() != 1 || request.headers().getAll(AUTHORIZATION).size() != 1) {
      refuse(context, INVALID, "none");
      return;
    }
    var token = authorization.substring(SCHEME.length()).strip();
    try {
      var proof =
          Proofs.read(
              shown.getFirst(), request.method().name(), target(request), token, clock.instant());
      if (!nonces.bears(proof)) {
        refuse(context, USE_NONCE, "nonce");
        return;
      }
      context.put(PROVEN, proof);
      request.headers().set(AUTHORIZATION, "Bearer " + token);
      context.response().putHeader(Proofs.NONCE_HEADER, nonces.current());
      context.next();
    } catch (BadProofException bad) {
      refuse(context, INVALID, bad.reason());
    }
  }

  private URI target(HttpServerRequest request) {
    var base =
        settings
            .url()
            .map(URI::toString)
            .orElseGet(() -> request.scheme() + "://" + request.authority());
    return URI.create(base + request.path());
  }

  // `error` beside the problem's own members: some clients of OAuth look there.
  private void refuse(RoutingContext context, String error, String reason) {
    meters.counter("vigie.dpop.refused", "reason", reason).increment();
    context
        .response()
        .setStatusCode(401)
        .putHeader("Content-Type", "application/problem+json")
        .putHeader("Cache-Control", "no-store")
        .putHeader(Proofs.NONCE_HEADER, nonces.current())
        .putHeader(
            "WWW-Authenticate", "DPoP error=\"%s\", algs=\"%s\"".formatted(error, Proofs.ALGORITHM))
        .end(
            new JsonObject()
                .put("type", "urn:vigie:problem:" + error.replace('_', '-'))
                .put("title", "The key of the token was not proven")
                .put("status", 401)
                .put(
                    "detail",
                    error.equals(USE_NONCE)
                        ? "Repeat the request with a proof that bears the nonce given here."
                        : "Show a new proof of the token's key, made for this very request.")
                .put("error", error)
                .encode());
  }
}
