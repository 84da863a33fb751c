package fr.vigie.records.calls;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Claims;
import fr.vigie.kit.Problems;
import fr.vigie.kit.guard.Guard;
import fr.vigie.kit.guard.GuardProblems;
import fr.vigie.records.fields.FieldProblem;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/// Stands before every resource: a call goes on that names an agent, an organisation and a purpose
/// of the caller's (R32). Who shows neither token nor key is refused by the resource's roles.
@Singleton
class CallFilter {

  private static final int BEHIND_THE_GUARD = Priorities.USER + 1;

  private final RoutingContext request;
  private final Callers callers;
  private final Guard guard;

  CallFilter(RoutingContext request, Callers callers, Guard guard) {
    this.request = request;
    this.callers = callers;
    this.guard = guard;
  }

  @ServerRequestFilter(priority = BEHIND_THE_GUARD)
  @Nullable Response pass() {
    if (!(request.user() instanceof QuarkusHttpUser user)
        || user.getSecurityIdentity().isAnonymous()) {
      return null;
    }
    var identity = user.getSecurityIdentity();
    var stopped =
        identity.getPrincipal() instanceof JsonWebToken token
            ? person(token)
            : service(identity.getPrincipal().getName());
    if (stopped == null) {
      judge(identity.getRoles());
    }
    return stopped;
  }

  private static @Nullable Response person(JsonWebToken token) {
    if (token.getSubject() == null || Claims.of(token, "org") == null) {
      throw nobody();
    }
    return null;
  }

  private @Nullable Response service(String name) {
    var call =
        ServiceCall.of(name, request.request()::getHeader).orElseThrow(CallFilter::agentNeeded);
    callers.behindIs(call.attributes());
    return GuardProblems.of(guard.verdict(call.agent(), null, call.organisation()));
  }

  private void judge(Set<String> roles) {
    Unambiguous.fault(request.request())
        .ifPresent(fault -> {
          throw ambiguous(fault);
        });
    var known = Purpose.of(roles);
    var said = request.request().getHeader(Purpose.HEADER);
    var purpose =
        known.stream()
            .filter(each -> each.word().equals(said))
            .findFirst()
            .orElseThrow(() -> purposeNeeded(known));
    callers.purposeIs(purpose.word());
  }

  private static RuntimeException ambiguous(Unambiguous.Fault fault) {
    return Problems.builder(
            400,
            fault.word(),
            "The request says what is not asked for, or says it twice",
            "Leave out what is named, or send it once. Retirez ce qui est nommé, ou envoyez-le une"
                + " seule fois.")
        .with(
            "problems",
            List.of(
                new FieldProblem(
                    fault.name(),
                    "is not known here, or stands more than once",
                    "n’est pas connu ici, ou figure plus d’une fois")))
        .build();
  }

  private static RuntimeException nobody() {
    return Problems.of(
        403,
        "no-agent",
        "Nobody stands behind this token",
        "Sign in as an agent of an organisation."
            + " Connectez-vous en tant qu’agent d’une organisation.");
  }

  private static RuntimeException agentNeeded() {
    return Problems.builder(
            403,
            "no-agent",
            "A service calls for an agent",
            "Send the headers %1$s and %2$s, once each. Envoyez les en-têtes %1$s et %2$s, une fois chacun."
                .formatted(ServiceCall.AGENT, ServiceCall.ORGANISATION))
        .with(
            "problems",
            List.of(
                new FieldProblem(
                    ServiceCall.AGENT,
                    "must be the account of the agent the service calls for",
                    "doit être le compte de l’agent pour qui le service appelle"),
                new FieldProblem(
                    ServiceCall.ORGANISATION,
                    "must be FT, or CE- and two digits",
                    "doit être FT, ou CE- et deux chiffres")))
        .build();
  }

  private static RuntimeException purposeNeeded(List<Purpose> known) {
    return Problems.builder(
            400,
            "unknown-purpose",
            "The purpose is missing or unknown",
            "Send the header %1$s once, with one of its values. Envoyez l’en-tête %1$s une fois, avec l’une de ses valeurs."
                .formatted(Purpose.HEADER))
        .with(
            "problems",
            List.of(
                new FieldProblem(
                    Purpose.HEADER,
                    "must be one of: " + listed(known, Purpose::word),
                    "doit être l’une de ces valeurs : " + listed(known, Purpose::explained))))
        .build();
  }

  private static String listed(List<Purpose> purposes, Function<Purpose, String> said) {
    return purposes.stream().map(said).collect(Collectors.joining(", "));
  }
}
