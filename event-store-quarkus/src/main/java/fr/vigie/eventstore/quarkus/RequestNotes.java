package fr.vigie.eventstore.quarkus;

import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Fold;
import fr.vigie.eventstore.Receipt;
import fr.vigie.eventstore.States;
import fr.vigie.eventstore.StoredEvent;
import io.quarkus.arc.Arc;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/// The store, as a service has it: what it stores is noted on the request at hand, so that a
/// refusal which left its own event leaves no second one.
final class RequestNotes implements EventStore {

  private static final String NOTED = RequestNotes.class.getName();

  private final EventStore store;
  private final CurrentVertxRequest requests;

  RequestNotes(EventStore store, CurrentVertxRequest requests) {
    this.store = store;
    this.requests = requests;
  }

  /// Whether an event of this request is stored, or surely will be.
  static boolean isNoted(RoutingContext request) {
    return request.get(NOTED) != null;
  }

  static void note(RoutingContext request) {
    request.put(NOTED, true);
  }

  @Override
  public <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Boundary boundary,
      S initial,
      BiFunction<S, StoredEvent, S> evolve,
      Function<S, Decision<A>> decide) {
    return noted(store.decide(attributes, boundary, initial, evolve, decide), Decided::appended);
  }

  @Override
  public <T, S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      Fold<T> kept,
      Fold<S> fresh,
      BiFunction<T, S, Decision<A>> decide) {
    return noted(store.decide(attributes, kept, fresh, decide), Decided::appended);
  }

  @Override
  public <S, A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      List<? extends Fold<?>> kept,
      Fold<S> fresh,
      BiFunction<States, S, Decision<A>> decide) {
    return noted(store.decide(attributes, kept, fresh, decide), Decided::appended);
  }

  @Override
  public <A> CompletionStage<Decided<A>> decide(
      Map<String, String> attributes,
      List<? extends Fold<?>> kept,
      Function<States, Decision<A>> decide) {
    return noted(store.decide(attributes, kept, decide), Decided::appended);
  }

  @Override
  public CompletionStage<List<Receipt>> append(
      Map<String, String> attributes, List<? extends Object> events) {
    return noted(store.append(attributes, events), receipts -> receipts);
  }

  @Override
  public CompletionStage<List<StoredEvent>> read(Boundary boundary) {
    return store.read(boundary);
  }

  private <T> CompletionStage<T> noted(
      CompletionStage<T> storing, Function<T, List<Receipt>> receipts) {
    // Followers and timers store too, and no request is at hand there.
    var request = Arc.container().requestContext().isActive() ? requests.getCurrent() : null;
    return request == null
        ? storing
        : storing.thenApply(stored -> {
          if (!receipts.apply(stored).isEmpty()) {
            note(request);
          }
          return stored;
        });
  }
}
