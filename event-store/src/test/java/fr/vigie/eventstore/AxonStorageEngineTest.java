package fr.vigie.eventstore;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.eventsourcing.eventstore.AppendCondition;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.SourcingCondition;
import org.axonframework.eventsourcing.eventstore.StorageEngineTestSuite;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventhandling.TerminalEventMessage;
import org.axonframework.messaging.eventhandling.processing.streaming.token.TrackingToken;
import org.axonframework.messaging.eventstreaming.StreamingCondition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;

/// Axon's own suite for storage engines, in full. Its payloads are bare words, which are no JSON:
/// they travel in quotation marks.
class AxonStorageEngineTest
    extends StorageEngineTestSuite<AxonStorageEngineTest.QuotingStorageEngine> {

  private static final TestStore STORE = new TestStore();

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected QuotingStorageEngine buildStorageEngine() {
    return new QuotingStorageEngine(STORE.engine());
  }

  @Override
  protected @Nullable ProcessingContext processingContext() {
    return null;
  }

  record QuotingStorageEngine(EventStorageEngine engine) implements EventStorageEngine {

    private static EventMessage with(EventMessage message, String payload) {
      return new GenericEventMessage(
          message.identifier(), message.type(), payload, message.metadata(), message.timestamp());
    }

    private static EventMessage unquote(EventMessage message) {
      if (message.equals(TerminalEventMessage.INSTANCE)) {
        return message;
      }
      var quoted = String.valueOf(message.payload());
      return with(message, quoted.substring(1, quoted.length() - 1));
    }

    @Override
    public CompletableFuture<AppendTransaction<?>> appendEvents(
        AppendCondition condition,
        @Nullable ProcessingContext context,
        List<TaggedEventMessage<?>> events) {
      return engine.appendEvents(
          condition,
          context,
          events.stream()
              .<TaggedEventMessage<?>>map(tagged ->
                  new GenericTaggedEventMessage<>(
                      with(tagged.event(), '"' + (String) tagged.event().payload() + '"'),
                      tagged.tags()))
              .toList());
    }

    @Override
    public MessageStream<EventMessage> source(
        SourcingCondition condition, @Nullable ProcessingContext context) {
      return engine.source(condition, context).mapMessage(QuotingStorageEngine::unquote);
    }

    @Override
    public MessageStream<EventMessage> stream(
        StreamingCondition condition, @Nullable ProcessingContext context) {
      return engine.stream(condition, context).mapMessage(QuotingStorageEngine::unquote);
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
    public CompletableFuture<TrackingToken> tokenAt(
        Instant at, @Nullable ProcessingContext context) {
      return engine.tokenAt(at, context);
    }

    @Override
    public void describeTo(ComponentDescriptor descriptor) {
      descriptor.describeWrapperOf(engine);
    }
  }
}
