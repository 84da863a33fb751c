package fr.vigie.lockout.alerts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.contracts.alerts.AlertEvent.AlertRaised;
import fr.vigie.lockout.freezes.FreezeCommand.FreezeOnAlert;
import fr.vigie.lockout.freezes.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;

/// Reads one record of the topic of alerts.
final class AlertReader {

  private static final String RAISED = "alerts.alert-raised.v1";
  private static final Pattern SOURCE = Pattern.compile("/vigie/[a-z]+-service");
  private static final Pattern ALERT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:/-]{0,149}");
  private static final int MOST_EVIDENCE = 100;

  private final ObjectReader alerts =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          // A newer detector may say more.
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build()
          .readerFor(AlertRaised.class);

  /// What came of a record.
  sealed interface Reading {

    /// It asks for a freeze.
    record Asked(FreezeOnAlert command) implements Reading {}

    /// It asks for none.
    record Noted() implements Reading {}

    /// It cannot be read.
    record Unreadable(String why) implements Reading {}
  }

  Reading read(ConsumerRecord<byte[], byte[]> record) {
    if (!RAISED.equals(header(record.headers(), "ce_type"))) {
      return new Reading.Unreadable("unknown-type");
    }
    if (!SOURCE.matcher(header(record.headers(), "ce_source")).matches()) {
      return new Reading.Unreadable("unknown-source");
    }
    if (record.value() == null) {
      return new Reading.Unreadable("no-value");
    }
    try {
      AlertRaised alert = alerts.readValue(record.value());
      if (!alert.freeze()) {
        return new Reading.Noted();
      }
      if (!ALERT.matcher(alert.alert()).matches()) {
        return new Reading.Unreadable("bad-reference");
      }
      return new Reading.Asked(
          new FreezeOnAlert(
              Target.of(alert.scope(), alert.target()),
              alert.alert(),
              alert.rule(),
              "critical".equals(alert.severity()),
              alert.evidence().stream().limit(MOST_EVIDENCE).toList(),
              UUID.randomUUID().toString()));
    } catch (IOException | RuntimeException e) {
      // The message may quote what was sent.
      return new Reading.Unreadable(e.getClass().getSimpleName());
    }
  }

  static String header(Headers headers, String name) {
    var header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? ""
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
