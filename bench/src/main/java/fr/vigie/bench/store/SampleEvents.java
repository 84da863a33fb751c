package fr.vigie.bench.store;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.axonframework.eventsourcing.eventstore.GenericTaggedEventMessage;
import org.axonframework.eventsourcing.eventstore.TaggedEventMessage;
import org.axonframework.messaging.core.MessageType;
import org.axonframework.messaging.eventhandling.GenericEventMessage;
import org.axonframework.messaging.eventstreaming.Tag;

/// What opening a record leaves: some 200 bytes of data, ten attributes, three tags.
final class SampleEvents {

  private final Clock clock = Clock.systemUTC();
  private final AtomicLong people = new AtomicLong();

  TaggedEventMessage<?> message(int writer, String person) {
    return new GenericTaggedEventMessage<>(
        new GenericEventMessage(
            id().toString(),
            new MessageType("records.record-disclosed", "1"),
            payload(person),
            attributes(writer, person),
            now()),
        tags(writer, person));
  }

  UUID id() {
    // As ours: in the order of time, for the index.
    var millis = clock.millis();
    var random = UUID.randomUUID();
    return new UUID(
        (millis << 16) | 0x7000 | (random.getMostSignificantBits() & 0xfff),
        random.getLeastSignificantBits());
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  String person() {
    return new UUID(0x4000, people.incrementAndGet()).toString();
  }

  static String payload(String person) {
    return "{\"person\":\""
        + person
        + "\",\"advisor\":\"5f0f2c9e-4b3a-4a62-9d0f-000000000001\",\"fieldClasses\":[\"identity\","
        + "\"contact\",\"situation\",\"path\"],\"purpose\":\"interview\",\"basis\":\"portfolio\"}";
  }

  static Map<String, String> attributes(int writer, String person) {
    var all = new LinkedHashMap<String, String>();
    all.put("actor", advisor(writer));
    all.put("organisation", "FT");
    all.put("agency", "FT-01");
    all.put("session", "b7c1f9a0-0000-4000-8000-000000000001");
    all.put("network", "192.0.2.0/24");
    all.put("operation", "read");
    all.put("subject", person);
    all.put("fieldclasses", "identity,contact,situation,path");
    all.put("outcome", "allowed");
    all.put("correlation", "c0ffee00-0000-4000-8000-000000000001");
    return all;
  }

  static String advisor(int writer) {
    return new UUID(0x4000, writer).toString();
  }

  static Set<Tag> tags(int writer, String person) {
    return Set.of(
        Tag.of("advisor", advisor(writer)),
        Tag.of("advisor-day", advisor(writer) + "@2026-11-22"),
        Tag.of("person", person));
  }
}
