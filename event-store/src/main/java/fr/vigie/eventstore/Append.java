package fr.vigie.eventstore;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One append that waits to be written.
///
/// @param after the last position its decision knew of
/// @param criteria what must not have come since; empty where it depends on nothing
/// @param alone must not share a statement: a statement it shared has failed
/// @param position of the last event, once durable
record Append(
    long after,
    List<Criteria.Criterion> criteria,
    List<Event> events,
    boolean alone,
    CompletableFuture<Long> position) {

  /// One event in the form the database takes.
  record Event(
      UUID id,
      String type,
      String version,
      OffsetDateTime time,
      String payload,
      String attributes,
      Set<String> tags) {}

  Append byItself() {
    return new Append(after, criteria, events, true, position);
  }
}
