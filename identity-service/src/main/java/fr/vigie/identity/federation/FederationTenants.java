package fr.vigie.identity.federation;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Keyed;
import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.SignatureAlgorithm;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// This service as a client of other providers: one tenant of quarkus-oidc for each, made from our
/// own settings, so that no place can leave out what makes it safe.
@ApplicationScoped
class FederationTenants implements TenantConfigResolver {

  static final String PATH = "/federation/";
  private static final String CALLBACK = "/callback";
  // Pages of our own stand there.
  private static final Set<String> OURS = Set.of("bind", "refused");
  private static final Duration AWAY = Duration.ofMinutes(10);

  private final Map<String, OidcTenantConfig> tenants = new HashMap<>();

  FederationTenants(FederationSettings settings, IdentitySettings identity) {
    var key = Keyed.key("vigie.identity.credential-key", identity.credentialKey());
    settings
        .providers()
        .forEach((name, provider) -> {
          if (!name.matches("[a-z0-9][a-z0-9-]{0,30}") || OURS.contains(name)) {
            throw new IllegalStateException(
                "vigie.identity.federation.%s: a name is lower-case letters, digits and dashes, and"
                        .formatted(name)
                    + " none of "
                    + OURS);
          }
          tenants.put(name, tenant(name, provider, Keyed.code(key, "federation:" + name)));
        });
  }

  /// The tenant whose pages are asked for; the others are nobody's business.
  @Override
  public @Nullable Uni<OidcTenantConfig> resolve(
      RoutingContext context, OidcRequestContext<OidcTenantConfig> unused) {
    var path = context.normalizedPath();
    if (!path.startsWith(PATH)) {
      return null;
    }
    var name = path.substring(PATH.length());
    var tenant =
        tenants.get(
            name.endsWith(CALLBACK) ? name.substring(0, name.length() - CALLBACK.length()) : name);
    return tenant == null ? null : Uni.createFrom().item(tenant);
  }

  private static OidcTenantConfig tenant(
      String name, FederationSettings.Provider provider, String secret) {
    var here = PATH + name;
    return OidcTenantConfig.builder()
        .tenantId(name)
        .authServerUrl(provider.issuer().toString())
        .clientId(provider.clientId())
        .credentials(provider.clientSecret())
        .applicationType(ApplicationType.WEB_APP)
        .token()
        .signatureAlgorithm(
            SignatureAlgorithm.valueOf(provider.algorithm().toUpperCase(Locale.ROOT)))
        .subjectRequired()
        .end()
        .authentication()
        .scopes(provider.scopes())
        .nonceRequired()
        .pkceRequired()
        .stateSecret(secret)
        .userInfoRequired(provider.idpClaim().isPresent())
        .extraParam("claims", claims(provider))
        .redirectPath(here + CALLBACK)
        .restorePathAfterRedirect()
        .errorPath(PATH + "refused")
        .stateCookieAge(AWAY)
        .sessionAgeExtension(Duration.ZERO)
        .cookiePath(here)
        .cookieForceSecure()
        .cookieSameSite(CookieSameSite.LAX)
        .javaScriptAutoRedirect(false)
        .end()
        .tokenStateManager()
        .encryptionSecret(secret)
        .end()
        .build();
  }

  /// Asks for two factors, rather than hoping for them. One `acr` that will do is enough.
  private static String claims(FederationSettings.Provider provider) {
    var acr =
        new JsonObject()
            .put("essential", true)
            .put("values", new JsonArray(provider.acr().stream().sorted().toList()));
    return new JsonObject()
        .put("id_token", new JsonObject().put("acr", acr).putNull("amr"))
        .encode();
  }
}
