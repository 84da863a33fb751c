package fr.vigie.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;

/// An engine that counts what is asked of it, and loses an answer where a test wants that.
final class WatchedEngine implements EventStorageEngine {

  private final EventStorageEngine engine;
  private final AtomicInteger reads = new AtomicInteger();
  private final AtomicBoolean losesNextAnswer = new AtomicBoolean();

  WatchedEngine(EventStorageEngine engine) {
    this.engine = engine;
  }

  int reads() {
    return reads.get();
  }

  void loseNextAnswer() {
    losesNextAnswer.set(true);
  }

  @Override
  public MessageStream<EventMessage> source(
      SourcingCondition condition, @Nullable ProcessingContext context) {
    reads.incrementAndGet();
    return engine.source(condition, context);
  }

  @Override
  public CompletableFuture<AppendTransaction<?>> appendEvents(
      AppendCondition condition,
      @Nullable ProcessingContext context,
      List<TaggedEventMessage<?>> events) {
    return engine.appendEvents(condition, context, events).thenApply(this::watched);
  }

  private <R> AppendTransaction<R> watched(AppendTransaction<R> transaction) {
    return new AppendTransaction<>() {
      @Override
      public CompletableFuture<R> commit(@Nullable ProcessingContext context) {
        return transaction
            .commit(context)
            .thenApply(stored -> {
              if (losesNextAnswer.getAndSet(false)) {
                throw new StoreUnavailableException("the answer is lost", null);
              }
              return stored;
            });
      }

      @Override
      public CompletableFuture<ConsistencyMarker> afterCommit(
          R committed, @Nullable ProcessingContext context) {
        return transaction.afterCommit(committed, context);
      }

      @Override
      public void rollback(@Nullable ProcessingContext context) {
        transaction.rollback(context);
      }
    };
  }

  @Override
  public MessageStream<EventMessage> stream(
      StreamingCondition condition, @Nullable ProcessingContext context) {
    return engine.stream(condition, context);
  }

  @Override
  public CompletableFuture<TrackingToken> firstToken(@Nullable ProcessingContext context) {
    return engine.firstToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> latestToken(@Nullable ProcessingContext context) {
    return engine.latestToken(context);
  }

  @Override
  public CompletableFuture<TrackingToken> tokenAt(Instant at, @Nullable ProcessingContext context) {
    return engine.tokenAt(at, context);
  }

  @Override
  public void describeTo(ComponentDescriptor descriptor) {
    engine.describeTo(descriptor);
  }
}
