package fr.vigie.eventstore;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/// One append that waits to be written.
///
/// @param guards what must not have come; none where it depends on nothing
/// @param alone must not share a statement: a statement it shared has failed
/// @param position of the last event, once durable
record Append(
    List<Guard> guards, List<Event> events, boolean alone, CompletableFuture<Long> position) {

  /// What an append depends on.
  ///
  /// @param after the last position of which its decision knew all that matches
  record Guard(Criteria.Criterion criterion, long after) {}

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
    return new Append(guards, events, true, position);
  }
}
