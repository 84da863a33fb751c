package fr.vigie.eventstore.quarkus;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.requests.RequestEvent;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.Publication;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.Callers;
import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.container.ContainerResponseContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/// Stands behind every resource: a refusal that left no event of its own leaves one here, before it
/// is answered (R34). Those alike within a minute are told together: whoever sends a thousand bad
/// requests a second fills no log with them. Who is unknown is worth a word where they were told
/// so; their typing errors are not.
@RegisterForReflection(targets = RequestRefused.class)
@ApplicationScoped
public class RequestRefusals {

  private static final Logger LOG = Logger.getLogger(RequestRefusals.class);
  private static final String TEMPLATE = "UrlPathTemplate"; // where Quarkus keeps it, for metrics
  private static final Pattern CONSTRAINT =
      Pattern.compile("\\{([\\w-]+) *:(?:[^{}]|\\{[^{}]*})*}"); // {name: what it must look like}
  private static final long EVERY_MILLIS = 10_000;
  private static final Duration END = Duration.ofSeconds(2);

  private final Alike alike = new Alike();
  private final RoutingContext request;
  private final Callers callers;
  private final EventStore store;
  private final Clock clock;

  RequestRefusals(RoutingContext request, Callers callers, EventStore store, Clock clock) {
    this.request = request;
    this.callers = callers;
    this.store = store;
    this.clock = clock;
  }

  /// Adds what is stored of refusals to a service's own events.
  public static EventTypes.Builder register(EventTypes.Builder types) {
    return types.stored(
        "requests.request-refused",
        1,
        RequestRefused.class,
        refused -> Set.of(EventTag.of("by", refused.by())));
  }

  /// Where it goes.
  public static Publication publication(RequestEvent refused, StoredEvent event) {
    return Publication.of(Topics.REQUESTS, refused.by(), event);
  }

  void start(@Observes StartupEvent started, Vertx vertx) {
    vertx.setPeriodic(
        EVERY_MILLIS, _ -> tell(alike.over(clock.instant())).subscribe().with(_ -> {}));
  }

  void stop(@Observes ShutdownEvent stopping) {
    tell(alike.rest())
        .ifNoItem()
        .after(END)
        .fail()
        .onFailure()
        .recoverWithNull()
        .await()
        .indefinitely();
  }

  /// Notes a refusal of which somebody knows more than its answer says; none is written of that
  /// then. Never fails: what was refused stays refused.
  ///
  /// @param by who asked: an account, a service, an application; [RequestEvent#UNKNOWN] for any
  ///   that is not known here
  /// @param endpoint one of a few words
  /// @param reason one of a few words; never a value of the request
  public Uni<Void> note(String by, String endpoint, String reason, Map<String, String> attributes) {
    RequestNotes.note(request);
    var kind = new Alike.Kind(by, endpoint, reason);
    return tell(alike.note(kind, attributes, clock.instant()).stream().toList());
  }

  /// Notes what is answered with a refusal that left no event of its own.
  @ServerResponseFilter
  public Uni<Void> noteAnswer(ContainerResponseContext response) {
    var status = response.getStatus();
    if (status < 400 || status >= 500 || RequestNotes.isNoted(request)) {
      return Uni.createFrom().voidItem();
    }
    var attributes = callers.attributes();
    var by = attributes.getOrDefault(Attribute.ACTOR.key(), RequestEvent.UNKNOWN);
    if (by.equals(RequestEvent.UNKNOWN) && status != 401 && status != 403) {
      return Uni.createFrom().voidItem();
    }
    return note(by, endpoint(), reason(response), attributes);
  }

  private Uni<Void> tell(List<Alike.Told> told) {
    return Multi.createFrom()
        .iterable(told)
        .onItem()
        .transformToUniAndConcatenate(this::tell)
        .onItem()
        .ignoreAsUni();
  }

  private Uni<Void> tell(Alike.Told told) {
    var kind = told.kind();
    var refused = new RequestRefused(kind.by(), kind.endpoint(), kind.reason(), told.times());
    return Uni.createFrom()
        .completionStage(() -> store.append(told.attributes(), List.of(refused)))
        .replaceWithVoid()
        .onFailure()
        .recoverWithItem(failure -> {
          LOG.warnf("a refusal left no event: %s", failure.getClass().getName());
          return null;
        });
  }

  private String endpoint() {
    var context = Vertx.currentContext();
    String template = context == null ? null : context.getLocal(TEMPLATE);
    return template == null
        ? RequestEvent.UNKNOWN
        : request.request().method().name() + " " + CONSTRAINT.matcher(template).replaceAll("{$1}");
  }

  private static String reason(ContainerResponseContext response) {
    var type = response.getEntity() instanceof HttpProblem problem ? problem.getType() : null;
    if (type != null && type.toString().startsWith("urn:vigie:problem:")) {
      return type.toString().substring("urn:vigie:problem:".length());
    }
    return switch (response.getStatus()) {
      case 401 -> "not-authenticated";
      case 403 -> "not-allowed";
      case 404 -> "not-there";
      default -> "status-" + response.getStatus();
    };
  }
}
