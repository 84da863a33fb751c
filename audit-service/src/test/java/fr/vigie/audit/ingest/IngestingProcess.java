package fr.vigie.audit.ingest;

import fr.vigie.audit.log.TestLog;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

/// Ingestion as a process of its own, to be killed.
final class IngestingProcess {

  private IngestingProcess() {}

  /// Follows until it is killed.
  ///
  /// @param words brokers, address of the database, user, password
  public static void main(String[] words) {
    var database = new PGSimpleDataSource();
    database.setUrl(words[1]);
    database.setUser(words[2]);
    database.setPassword(words[3]);
    new Ingestion(
            Map.of(
                "bootstrap.servers", words[0],
                // Who was killed is not waited for.
                "session.timeout.ms", 6_000,
                "heartbeat.interval.ms", 1_000,
                "reconnect.backoff.max.ms", 200),
            new TestSettings("killed", 200),
            TestLog.writer(database),
            new IngestState(Clock.systemUTC()),
            new SimpleMeterRegistry(),
            (_, _) -> {})
        .start();
  }
}
