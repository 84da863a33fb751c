package fr.vigie.front.session;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.validators.LogoutTokenValidator;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.MalformedURLException;
import java.net.URI;
import java.text.ParseException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Where identity-service says that a session has ended (OpenID Connect Back-Channel Logout 1.0).
/// quarkus-oidc's own handler remembers it in the memory of one replica; here the session's row
/// goes, and with it the session on all of them.
@Path("/sign-out/back-channel")
public class BackChannelResource {

  private static final Logger LOG = Logger.getLogger(BackChannelResource.class);
  private static final Duration DATABASE = Duration.ofSeconds(5);
  private static final JOSEObjectType TYPE = new JOSEObjectType("logout+jwt");
  private static final int LONGEST = 4_096;
  private static final int KEYS_BYTES = 100_000;

  private final LogoutTokenValidator validator;
  private final SessionTable table;

  BackChannelResource(
      SessionTable table,
      @ConfigProperty(name = "vigie.identity.url") String issuer,
      @ConfigProperty(name = "vigie.front.identity-keys") URI keys,
      @ConfigProperty(name = "quarkus.oidc.client-id") String client)
      throws MalformedURLException {
    this.table = table;
    this.validator =
        new LogoutTokenValidator(
            new Issuer(issuer),
            new ClientID(client),
            JWSAlgorithm.ES256,
            keys.toURL(),
            new DefaultResourceRetriever(2_000, 2_000, KEYS_BYTES));
  }

  /// Ends the session a logout token names. Blocking: the published keys may have to be read.
  @POST
  @Blocking
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Response end(@FormParam("logout_token") @Nullable String token) {
    try {
      if (token == null || token.length() > LONGEST) {
        return answer(400);
      }
      var parsed = SignedJWT.parse(token);
      if (!TYPE.equals(parsed.getHeader().getType())) {
        return answer(400);
      }
      var claims = validator.validate(parsed);
      if (claims.getSessionID() == null) {
        return answer(400);
      }
      table.endOf(claims.getSessionID().getValue()).await().atMost(DATABASE);
      return answer(204);
    } catch (ParseException | BadJOSEException e) {
      LOG.warnf("a logout token was refused: %s", e.getClass().getSimpleName());
      return answer(400);
    } catch (JOSEException e) {
      LOG.warnf("a logout token could not be checked: %s", e.getClass().getSimpleName());
      return answer(503);
    }
  }

  private static Response answer(int status) {
    return Response.status(status).header("Cache-Control", "no-store").build();
  }
}
