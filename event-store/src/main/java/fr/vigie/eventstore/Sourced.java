package fr.vigie.eventstore;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.axonframework.messaging.core.MessageStream;
import org.axonframework.messaging.eventhandling.EventMessage;
import org.jspecify.annotations.Nullable;

/// Events that are all there.
final class Sourced implements MessageStream<EventMessage> {

  private final Iterator<Entry<EventMessage>> entries;
  private @Nullable Entry<EventMessage> peeked;
  private boolean closed;

  Sourced(List<Entry<EventMessage>> entries) {
    this.entries = entries.iterator();
  }

  @Override
  public synchronized Optional<Entry<EventMessage>> next() {
    var next = peek();
    peeked = null;
    return next;
  }

  @Override
  public synchronized Optional<Entry<EventMessage>> peek() {
    if (peeked == null && !closed && entries.hasNext()) {
      peeked = entries.next();
    }
    return Optional.ofNullable(peeked);
  }

  @Override
  public void setCallback(Runnable callback) {
    callback.run();
  }

  @Override
  public Optional<Throwable> error() {
    return Optional.empty();
  }

  @Override
  public synchronized boolean isCompleted() {
    return !hasNextAvailable();
  }

  @Override
  public synchronized boolean hasNextAvailable() {
    return !closed && (peeked != null || entries.hasNext());
  }

  @Override
  public synchronized void close() {
    closed = true;
    peeked = null;
  }
}
