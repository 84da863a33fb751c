package fr.vigie.identity.client;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Patience;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The door to every endpoint where an application speaks for itself: token, pushed requests,
/// introspection, revocation. Whoever comes through has proven who it is, and sent a request that
/// Nimbus could read.
@ApplicationScoped
public class ClientDoor {

  /// Makes something of the message.
  ///
  /// @param <T> what the message is read as
  public interface Reader<T> {
    T read(HTTPRequest request) throws ParseException;
  }

  /// Answers; may fail with an [OauthRefusal].
  ///
  /// @param <T> what the message is read as
  public interface Answerer<T> {
    Uni<Response> answer(T request, Client client, Trail trail);
  }

  private final OauthHttp http;
  private final Clients clients;
  private final Refusals refusals;
  private final Trails trails;

  ClientDoor(OauthHttp http, Clients clients, Refusals refusals, Trails trails) {
    this.http = http;
    this.clients = clients;
    this.refusals = refusals;
    this.trails = trails;
  }

  /// Lets a request in, or answers with the error an RFC names.
  public <T> Uni<Response> open(
      String endpoint, String body, HttpHeaders headers, Reader<T> reader, Answerer<T> answerer) {
    var trail = trails.current();
    return Patience.withQuestions(enter(endpoint, body, headers, reader, answerer, trail))
        .onFailure(OauthRefusal.class)
        .recoverWithUni(failure -> refused(failure, named(body, headers), endpoint, trail))
        .onFailure()
        .recoverWithItem(OauthHttp::away);
  }

  /// Lets a request in that is no form: where the application shows its secret beside it, or, as a
  /// bearer, the assertion that a form would have in it.
  public Uni<Response> openJson(
      String endpoint, HttpHeaders headers, Function<Client, Uni<Response>> answerer) {
    var trail = trails.current();
    var shown = OauthHttp.shown(headers);
    var client = shown.map(one -> one.getClientID().getValue()).orElse(null);
    return Patience.withQuestions(
            clients.authenticated(shown.orElse(null)).flatMap(answerer::apply))
        .onFailure(OauthRefusal.class)
        .recoverWithUni(failure -> refused(failure, client, endpoint, trail))
        .onFailure()
        .recoverWithItem(OauthHttp::away);
  }

  private <T> Uni<Response> enter(
      String endpoint,
      String body,
      HttpHeaders headers,
      Reader<T> reader,
      Answerer<T> answerer,
      Trail trail) {
    try {
      var message = http.form("/" + endpoint, body, headers);
      var shown = ClientAuthentication.parse(message);
      return clients
          .authenticated(shown)
          .flatMap(client -> {
            try {
              return answerer.answer(reader.read(message), client, trail);
            } catch (ParseException e) {
              return Uni.createFrom().failure(unreadable(e));
            }
          });
    } catch (OauthRefusal refusal) {
      return Uni.createFrom().failure(refusal);
    } catch (ParseException e) {
      return Uni.createFrom().failure(unreadable(e));
    }
  }

  private static OauthRefusal unreadable(ParseException e) {
    return new OauthRefusal(
        e.getErrorObject() == null ? OAuth2Error.INVALID_REQUEST : e.getErrorObject());
  }

  private Uni<Response> refused(
      OauthRefusal refusal, @Nullable String client, String endpoint, Trail trail) {
    var answer = OauthHttp.error(refusal.error());
    return refusal
        .reason()
        .map(reason -> refusals.note(client, endpoint, reason, trail))
        .orElse(Uni.createFrom().voidItem())
        .replaceWith(answer);
  }

  // Whom the request names, proven or not.
  private static @Nullable String named(String body, HttpHeaders headers) {
    return OauthHttp.basicUser(headers.getHeaderString(HttpHeaders.AUTHORIZATION))
        .or(() -> Parameters.parse(body).one("client_id"))
        .orElse(null);
  }
}
