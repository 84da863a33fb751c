package fr.vigie.lockout.officers;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Correlation;
import fr.vigie.kit.Problems;
import fr.vigie.lockout.locks.AccountKey;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.ext.web.client.WebClient;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/// Asks identity-service which account key an account or a login has. It alone knows; here no login
/// is kept, logged or put into an address.
@ApplicationScoped
class AccountKeys {

  private static final Logger LOG = Logger.getLogger(AccountKeys.class);
  private static final int CONNECT_MILLIS = 1_000;
  private static final int ANSWER_MILLIS = 3_000;

  private final WebClient client;
  private final IdentitySettings settings;
  private final Callers callers;

  AccountKeys(Vertx vertx, IdentitySettings settings, Callers callers) {
    client =
        WebClient.create(
            vertx,
            new WebClientOptions().setConnectTimeout(CONNECT_MILLIS).setFollowRedirects(false));
    this.settings = settings;
    this.callers = callers;
  }

  /// The key of an account, or of a login.
  ///
  /// @param field `account` or `login`
  /// @return fails with a problem where there is no such account, or identity-service is away
  Uni<AccountKey> of(String field, String value) {
    return client
        .postAbs(settings.url().toString().replaceAll("/$", "") + "/admin/v1/account-keys")
        .timeout(ANSWER_MILLIS)
        .putHeader("Authorization", "Vigie-Service lockout-service " + settings.key())
        .putHeader(Correlation.HEADER, callers.correlation())
        .sendJsonObject(new JsonObject().put(field, value))
        .onFailure()
        .transform(failure -> {
          LOG.warnf("identity-service is away: %s", failure.getClass().getName());
          return away();
        })
        .map(answer ->
            switch (answer.statusCode()) {
              case 200 -> new AccountKey(answer.bodyAsJsonObject().getString("accountKey", ""));
              case 400, 404 ->
                  throw Problems.of(
                      404, "no-such-account", "No such account", "Check the reference or login.");
              default -> throw away();
            });
  }

  private static RuntimeException away() {
    return Problems.of(
        503,
        "identity-away",
        "Not available",
        "identity-service, which knows accounts, cannot be reached. Try again.");
  }
}
