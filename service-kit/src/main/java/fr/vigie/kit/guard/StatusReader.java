package fr.vigie.kit.guard;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.identity.IdentityEvent.SessionEnded;
import fr.vigie.contracts.status.ActingStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// Reads the records of the two topics.
final class StatusReader {

  private static final byte[] SESSION_ENDED =
      "identity.session-ended.v1".getBytes(StandardCharsets.UTF_8);

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          // A newer lockout-service may say more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private final ObjectReader statuses = JSON.readerFor(ActingStatus.class);
  private final ObjectReader endings = JSON.readerFor(SessionEnded.class);

  /// The status a record tells. One that cannot be read is taken for a freeze of its key: it may
  /// have been one, and any later one that can be read replaces it.
  ///
  /// @return empty where not even the key can be read
  Optional<ActingStatus> status(ConsumerRecord<byte[], byte[]> record) {
    try {
      if (record.value() != null) {
        ActingStatus status = statuses.readValue(record.value());
        if (status.key().equals(key(record))) {
          return Optional.of(status);
        }
      }
    } catch (IOException | RuntimeException _) {
      // told below
    }
    var key = key(record);
    var colon = key.indexOf(':');
    return colon <= 0
        ? Optional.empty()
        : Optional.of(
            new ActingStatus(
                key.substring(0, colon),
                key.substring(colon + 1),
                true,
                StatusFollower.UNREADABLE,
                Instant.ofEpochMilli(record.timestamp()),
                0));
  }

  /// The session a record says is over; null where it says something else.
  @Nullable String endedSession(ConsumerRecord<byte[], byte[]> record) throws IOException {
    var type = record.headers().lastHeader("ce_type");
    if (type == null || !Arrays.equals(type.value(), SESSION_ENDED) || record.value() == null) {
      return null;
    }
    SessionEnded ended = endings.readValue(record.value());
    return ended.session();
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return record.key() == null ? "" : new String(record.key(), StandardCharsets.UTF_8);
  }
}
