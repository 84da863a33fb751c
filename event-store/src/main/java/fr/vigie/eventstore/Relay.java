package fr.vigie.eventstore;

import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/// Publishes events of the store to Kafka, in order: the store is the outbox.
///
/// A batch is one Kafka transaction, and the position is stored after the broker has committed it.
/// A crash between the two publishes the batch again: at least once, and never out of order for a
/// key. Each record carries `ce_position`, by which a consumer tells what it has had. A relay that
/// lost its place to another is fenced by the broker (`transactional.id`), so two never interleave.
///
/// There are two kinds. A service's relay publishes every event as a CloudEvent. A relay of a
/// selection repeats what some events say in another form, on another topic, and passes over the
/// rest unread.
public final class Relay extends Follower {

  // A transaction at the broker costs some requests, whatever is in it.
  private static final Duration PACE = Duration.ofMillis(50);

  // Of one partition; a page of events is about half a megabyte.
  private static final int BATCH_BYTES = 128 * 1024;

  private final String service;
  private final Map<String, Object> kafka;
  private final Function<StoredEvent, Publication> publication;
  private final String transactions;
  private final boolean everything;
  private @Nullable KafkaProducer<String, String> producer;

  /// A relay for a service's store.
  ///
  /// @param service its name, for example `records-service`: `/vigie/<service>` is the events'
  ///   source
  /// @param kafka `bootstrap.servers`, and what it takes to reach them
  /// @param publication where each event goes; pure
  public Relay(
      String service,
      PostgresEventStorageEngine engine,
      EventTypes types,
      Map<String, ?> kafka,
      Function<StoredEvent, Publication> publication) {
    super("relay", engine, types);
    atMostEvery(PACE);
    this.service = service;
    this.kafka = Map.copyOf(kafka);
    this.publication = publication;
    this.transactions = service;
    this.everything = true;
  }

  private Relay(
      String service,
      String name,
      PostgresEventStorageEngine engine,
      EventTypes types,
      Map<String, ?> kafka,
      Set<Class<?>> wanted,
      Function<StoredEvent, Publication> publication) {
    super("relay-" + name, engine, types, wanted);
    this.service = service;
    this.kafka = Map.copyOf(kafka);
    this.publication = publication;
    this.transactions = service + "-" + name;
    this.everything = false;
  }

  /// A relay that repeats what some events say. Its records bear no CloudEvents headers: they are
  /// no events.
  ///
  /// @param name for ever: its position is kept under it
  /// @param wanted classes of those events, or what they have in common
  /// @param publication what each of them comes to; pure
  public static Relay ofSelection(
      String service,
      String name,
      PostgresEventStorageEngine engine,
      EventTypes types,
      Map<String, ?> kafka,
      Set<Class<?>> wanted,
      Function<StoredEvent, Publication> publication) {
    return new Relay(service, name, engine, types, kafka, wanted, publication);
  }

  /// Publishes at most so often while nothing comes but events of some types, for which nobody
  /// waits but the log: a transaction holds more of them then.
  ///
  /// @param calm classes, or what they have in common
  public Relay unhurried(Duration time, Set<Class<?>> calm) {
    gather(time, calm);
    return this;
  }

  /// Events not yet published or passed over, as seen at most about a second ago.
  public long backlog() {
    return lag();
  }

  @Override
  void begin() {
    var settings = new HashMap<>(kafka);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactions);
    settings.put(ProducerConfig.CLIENT_ID_CONFIG, transactions + "-relay");
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    // What a transaction holds goes out with its commit, a request to a broker and not one for
    // whatever few records are at hand.
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 5_000);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, BATCH_BYTES);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 10_000);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, 30_000);
    var made = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
    producer = made;
    made.initTransactions();
  }

  @Override
  void end() {
    if (producer != null) {
      producer.close(Duration.ZERO); // an open transaction is aborted by whoever comes next
      producer = null;
    }
  }

  @Override
  void take(SqlConnection connection, List<StoredEvent> batch, long through) throws Exception {
    var open = producer;
    if (open == null) {
      throw new IllegalStateException("not begun");
    }
    open.beginTransaction();
    for (var event : batch) {
      // A record that fails makes the commit fail.
      var _ = open.send(message(event, publication.apply(event)));
    }
    open.commitTransaction();
    await(advance(connection, through));
    advanced(through);
  }

  private ProducerRecord<String, String> message(StoredEvent event, Publication out) {
    var message = new ProducerRecord<>(out.topic(), out.key(), out.json());
    if (everything) {
      headers(event, message.headers());
    } else {
      add(message.headers(), "content-type", "application/json");
    }
    return message;
  }

  /// CloudEvents 1.0, Kafka binding, binary mode.
  private void headers(StoredEvent event, Headers headers) {
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", event.id().toString());
    add(headers, "ce_source", "/vigie/" + service);
    add(headers, "ce_type", event.type() + ".v" + event.version());
    add(headers, "ce_time", DateTimeFormatter.ISO_INSTANT.format(event.time()));
    add(headers, "ce_position", Long.toString(event.position()));
    add(headers, "content-type", "application/json");
    event.attributes().forEach((key, value) -> add(headers, "ce_" + key, value));
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
