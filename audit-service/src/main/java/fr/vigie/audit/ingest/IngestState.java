package fr.vigie.audit.ingest;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// Where ingestion stands, for readiness and metrics.
public final class IngestState {

  /// What it is doing.
  public enum Phase {
    /// Not yet connected.
    STARTING("starting"),
    /// Taking what comes.
    FOLLOWING("following"),
    /// The broker does not answer. What is published meanwhile comes later.
    BROKER_AWAY("broker-away"),
    /// The database does not answer. Topics keep what is published meanwhile.
    DATABASE_AWAY("database-away"),
    /// The log is not the one seen before: nothing is added until somebody looks.
    LOG_REWOUND("log-rewound"),
    /// Ended.
    STOPPED("stopped");

    private final String word;

    Phase(String word) {
      this.word = word;
    }

    /// As it is said in health and logs.
    public String word() {
      return word;
    }
  }

  /// A phase, and since when.
  public record Standing(Phase phase, Instant since) {}

  private final Clock clock;
  private final AtomicReference<Standing> standing;
  private final AtomicLong lag = new AtomicLong();

  /// Starts in [Phase#STARTING].
  public IngestState(Clock clock) {
    this.clock = clock;
    this.standing = new AtomicReference<>(new Standing(Phase.STARTING, clock.instant()));
  }

  /// The phase, and since when.
  public Standing standing() {
    return standing.get();
  }

  /// Records published and not yet in the log, as far as the broker said.
  public long lag() {
    return lag.get();
  }

  Phase phase() {
    return standing.get().phase();
  }

  void is(Phase phase) {
    if (phase() != phase) {
      standing.set(new Standing(phase, clock.instant()));
    }
  }

  void lag(long records) {
    lag.set(records);
  }
}
