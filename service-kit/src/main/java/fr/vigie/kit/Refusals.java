package fr.vigie.kit;

import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.quarkus.vertx.http.runtime.security.HttpAuthenticator;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Refusals that are the same everywhere: nobody known asks, or somebody who may not, nothing is
/// there, or what is asked cannot be read.
///
/// They stand before the problem extension's own (a lower number comes first, and its are 999): its
/// answer to an unknown caller was built for an older Quarkus and ends in a 500, and a body of the
/// wrong shape it leaves without a problem, or quotes the library that could not read it.
class Refusals {

  private static final int FIRST = 900;

  @ServerExceptionMapper(
      value = {
        UnauthorizedException.class,
        AuthenticationFailedException.class,
        AuthenticationCompletionException.class
      },
      priority = FIRST)
  Uni<Response> unauthorized(RoutingContext context) {
    HttpAuthenticator authenticator =
        Objects.requireNonNull(
            context.get(HttpAuthenticator.class.getName()), "set before any resource is reached");
    var problem =
        Problems.builder(401, "unauthorized", "Not signed in", "Show a valid access token or key.");
    return authenticator
        .getChallenge(context)
        .map(challenge -> {
          if (challenge != null) {
            challenge
                .getHeaders()
                .forEach((name, value) -> problem.withHeader(name.toString(), value));
          }
          return problem.build().toResponse();
        });
  }

  @ServerExceptionMapper(priority = FIRST)
  Response forbidden(ForbiddenException unused) {
    return Problems.of(
            403,
            "not-allowed",
            "Not for your roles",
            "None of your roles allows this. Aucun de vos rôles ne le permet.")
        .toResponse();
  }

  @ServerExceptionMapper(priority = FIRST)
  Response notThere(NotFoundException unused) {
    return Problems.of(
            404,
            "no-such-address",
            "Nothing is at this address",
            "Look at the address, or for the operation in the OpenAPI document.")
        .toResponse();
  }

  @ServerExceptionMapper(priority = FIRST)
  Response otherMethod(NotAllowedException unused) {
    return Problems.of(
            405,
            "method-not-allowed",
            "This address is asked with another method",
            "Look for its methods in the OpenAPI document.")
        .toResponse();
  }

  @ServerExceptionMapper(priority = FIRST)
  Response otherForm(NotSupportedException unused) {
    return Problems.of(
            415,
            "unsupported-media-type",
            "The body is of another form than is taken here",
            "Send the Content-Type the OpenAPI document names.")
        .toResponse();
  }

  @ServerExceptionMapper(priority = FIRST)
  Response unreadable(InvalidFormatException bad) {
    return unreadable((MismatchedInputException) bad);
  }

  @ServerExceptionMapper(priority = FIRST)
  Response unreadable(UnrecognizedPropertyException bad) {
    return unreadable((MismatchedInputException) bad);
  }

  @ServerExceptionMapper(priority = FIRST)
  Response unreadable(MismatchedInputException bad) {
    var field =
        bad.getPath().stream()
            .map(JsonMappingException.Reference::getFieldName)
            .filter(Objects::nonNull)
            .collect(Collectors.joining("."));
    return Problems.of(
            400,
            "unreadable",
            "The body cannot be read",
            field.isEmpty()
                ? "It is not JSON of the shape wanted."
                : "What stands at '" + field + "' is not of the shape wanted.")
        .toResponse();
  }
}
