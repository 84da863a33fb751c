package fr.vigie.audit.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Tells a topic from another one of the same name by the id that the broker gave it.
///
/// Offsets of a topic that was deleted and made anew count from the beginning again. Whoever goes
/// on from where it was in the first one passes over what is new, unseen; and a broker may keep, or
/// be told, offsets of a topic that is gone. So each offset that is committed names the topic's id
/// as its metadata, and an offset that names another one is worth nothing.
///
/// Not for several threads at once.
public final class TopicIds implements AutoCloseable {

  private static final Duration BOUND = Duration.ofSeconds(3);

  private final Map<String, Object> kafka;
  private final Collection<String> followed;
  private final BiConsumer<String, String> remade;
  private final Map<String, String> known = new HashMap<>();
  private @Nullable Admin admin;

  /// Asks nothing yet.
  ///
  /// @param kafka settings of the Kafka client
  /// @param followed names of topics
  /// @param remade is told the name and the new id of each topic that is another one than it was;
  ///   where it throws, it is told again
  public TopicIds(
      Map<String, Object> kafka, Collection<String> followed, BiConsumer<String, String> remade) {
    this.kafka = Map.copyOf(kafka);
    this.followed = Set.copyOf(followed);
    this.remade = remade;
  }

  /// Asks the broker which topics there are.
  ///
  /// @return those that are others than when they were looked at last
  /// @throws TimeoutException where it does not answer
  public Set<String> look() {
    var changed = new HashSet<String>();
    ids()
        .forEach((name, id) -> {
          var before = known.get(name);
          if (before != null && !before.equals(id)) {
            remade.accept(name, id);
            changed.add(name);
          }
          known.put(name, id);
        });
    return changed;
  }

  private Map<String, String> ids() {
    var asked = admin;
    if (asked == null) {
      asked = Admin.create(kafka);
      admin = asked;
    }
    try {
      var ids = new HashMap<String, String>();
      for (var topic : asked.listTopics().listings().get(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
        if (followed.contains(topic.name())) {
          ids.put(topic.name(), topic.topicId().toString());
        }
      }
      return ids;
    } catch (java.util.concurrent.TimeoutException e) {
      throw new TimeoutException("the broker does not say which topics there are", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  /// The same offsets, each with the id of its topic as it was when [#look()] was last asked.
  public Map<TopicPartition, OffsetAndMetadata> named(
      Map<TopicPartition, OffsetAndMetadata> offsets) {
    var named = new HashMap<TopicPartition, OffsetAndMetadata>();
    offsets.forEach((partition, offset) ->
        named.put(
            partition,
            new OffsetAndMetadata(
                offset.offset(),
                offset.leaderEpoch(),
                known.getOrDefault(partition.topic(), offset.metadata()))));
    return named;
  }

  /// Of partitions with what was committed of them, those whose offsets are of another topic of
  /// that name. Offsets that name none are believed.
  public Set<TopicPartition> stale(Map<TopicPartition, OffsetAndMetadata> committed) {
    var stale = new HashSet<TopicPartition>();
    committed.forEach((partition, offset) -> { // null where nothing was committed
      var id = known.get(partition.topic());
      if (offset != null && !offset.metadata().isEmpty() && !offset.metadata().equals(id)) {
        stale.add(partition);
      }
    });
    stale.stream()
        .map(TopicPartition::topic)
        .distinct()
        .forEach(topic -> remade.accept(topic, known.getOrDefault(topic, "")));
    return stale;
  }

  @Override
  public void close() {
    if (admin != null) {
      admin.close(BOUND);
    }
  }
}
