package fr.vigie.kit.dpop;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Decides whether a token may be used by whoever shows it.
@ApplicationScoped
public class BoundTokens {

  private static final String SPENT = BoundTokens.class.getName();

  private final ShownProofs shown;

  BoundTokens(ShownProofs shown) {
    this.shown = shown;
  }

  /// Whether the request proves the key that the token is bound to, or the token is bound to none
  /// and none was shown. A proof is used up by it.
  ///
  /// @param context the request; null where there is none, and then no bound token is good
  /// @param claims what the token says, its signature verified
  public boolean mayBeUsed(@Nullable RoutingContext context, JsonObject claims) {
    Proof proof = context == null ? null : context.get(DpopGate.PROVEN);
    var key = boundTo(claims);
    if (proof == null || key == null) {
      return proof == null && key == null;
    }
    return key.equals(proof.key()) && isFirst(Objects.requireNonNull(context), proof);
  }

  private static @Nullable String boundTo(JsonObject claims) {
    return claims.getValue("cnf") instanceof JsonObject confirmed
        ? confirmed.getString("jkt", "")
        : null;
  }

  // Asked twice in one request, it is still shown once.
  private boolean isFirst(RoutingContext context, Proof proof) {
    Boolean answered = context.get(SPENT);
    if (answered != null) {
      return answered;
    }
    var first = shown.isFirst(proof);
    context.put(SPENT, first);
    return first;
  }
}
