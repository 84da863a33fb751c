package fr.vigie.eventstore;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// An event as it lies in the store.
///
/// @param position from 1, without gaps
/// @param type the stored name, for example `records.record-disclosed`
/// @param version of the stored form, before upcasting
/// @param time when it was decided, UTC
/// @param payload the domain event, upcast to the newest version
/// @param json the stored bytes of the payload as text, never rewritten
/// @param attributes what goes with every event: actor, session, correlation, ...
public record StoredEvent(
    long position,
    UUID id,
    String type,
    int version,
    Instant time,
    Object payload,
    String json,
    Map<String, String> attributes,
    Set<EventTag> tags) {

  public StoredEvent {
    attributes = Map.copyOf(attributes);
    tags = Set.copyOf(tags);
  }

  StoredEvent at(long other) {
    return new StoredEvent(other, id, type, version, time, payload, json, attributes, tags);
  }
}
