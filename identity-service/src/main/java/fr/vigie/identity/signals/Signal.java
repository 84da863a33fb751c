package fr.vigie.identity.signals;

import fr.vigie.contracts.identity.IdentityEvent.FactorAdded;
import fr.vigie.contracts.identity.IdentityEvent.FactorRemoved;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What an event of ours says in the words of CAEP 1.0. No more of a person than the account's
/// reference.
///
/// @param type of the CAEP event
/// @param session it is about; empty where it is about the whole account
/// @param said what the event says, by CAEP's names
record Signal(String type, String account, Optional<String> session, Map<String, Object> said) {

  static final String CAEP = "https://schemas.openid.net/secevent/caep/event-type/";
  static final String SESSION_REVOKED = CAEP + "session-revoked";
  static final String CREDENTIAL_CHANGE = CAEP + "credential-change";

  Signal {
    said = Map.copyOf(said);
  }

  /// None where there is nothing to tell.
  static Optional<Signal> of(Object event, Instant at) {
    return Optional.ofNullable(
        switch (event) {
          case SessionEnded(var account, var session, var cause) ->
              new Signal(SESSION_REVOKED, account, Optional.of(session), ended(cause, at));
          case FactorAdded(var account, var factor, _) ->
              new Signal(
                  CREDENTIAL_CHANGE, account, Optional.empty(), changed(factor, "create", at));
          case FactorRemoved(var account, var factor, _, var cause) ->
              new Signal(
                  CREDENTIAL_CHANGE,
                  account,
                  Optional.empty(),
                  changed(factor, cause.equals("by-owner") ? "delete" : "revoke", at));
          default -> null;
        });
  }

  private static Map<String, Object> ended(String cause, Instant at) {
    var initiator =
        switch (cause) {
          case "signed-out", "replaced", "revoked", "by-owner" -> "user";
          case "frozen" -> "admin";
          default -> "policy";
        };
    return Map.of(
        "event_timestamp", at.getEpochSecond(),
        "initiating_entity", initiator,
        "reason_admin", Map.of("en", cause));
  }

  // CAEP has no one word for a passkey, which may be on a device or shared by several.
  private static Map<String, Object> changed(String factor, String change, Instant at) {
    var type =
        switch (factor) {
          case "pwd" -> "password";
          case "otp" -> "app";
          default -> factor;
        };
    return Map.of(
        "event_timestamp", at.getEpochSecond(), "credential_type", type, "change_type", change);
  }

  /// The claims of the token, but for its receiver.
  Map<String, Object> claims(String issuer) {
    var user = Map.of("format", "iss_sub", "iss", issuer, "sub", account);
    var claims = new TreeMap<String, Object>();
    claims.put("iss", issuer);
    claims.put(
        "sub_id",
        session.isEmpty()
            ? user
            : Map.of(
                "format",
                "complex",
                "user",
                user,
                "session",
                Map.of("format", "opaque", "id", session.get())));
    claims.put("events", Map.of(type, said));
    return claims;
  }
}
