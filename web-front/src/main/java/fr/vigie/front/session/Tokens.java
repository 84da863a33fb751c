package fr.vigie.front.session;

import io.quarkus.oidc.AuthorizationCodeTokens;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/// Tokens as quarkus-oidc hands them over, and as they are sealed.
final class Tokens {

  private Tokens() {}

  static Session session(SessionId id, AuthorizationCodeTokens tokens) {
    return session(id, tokens.getIdToken(), tokens.getAccessToken(), tokens.getRefreshToken());
  }

  private static Session session(SessionId id, String idToken, String access, String refresh) {
    // Read, not believed: quarkus-oidc has checked it, and checks it again at each use.
    var payload = Base64.getUrlDecoder().decode(idToken.split("\\.", -1)[1]);
    var claims = new JsonObject(new String(payload, StandardCharsets.UTF_8));
    return new Session(
        id,
        claims.getString("sid", ""),
        Instant.ofEpochSecond(claims.getLong("auth_time", 0L)),
        Instant.ofEpochSecond(claims.getLong("exp", 0L)),
        idToken,
        access,
        refresh);
  }

  static AuthorizationCodeTokens of(Session session) {
    return new AuthorizationCodeTokens(
        session.idToken(), session.accessToken(), session.refreshToken());
  }

  static byte[] clear(Session session) {
    return new JsonObject()
        .put("id", session.idToken())
        .put("access", session.accessToken())
        .put("refresh", session.refreshToken())
        .encode()
        .getBytes(StandardCharsets.UTF_8);
  }

  static Session parse(SessionId id, byte[] clear) {
    var fields = new JsonObject(new String(clear, StandardCharsets.UTF_8));
    return session(
        id, fields.getString("id"), fields.getString("access"), fields.getString("refresh"));
  }
}
