package fr.vigie.audit.checkpoint;

import fr.vigie.audit.log.TestLog;
import fr.vigie.testkit.MutableClock;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/// Signs a log of a test.
public final class TestSigner {

  /// The log's name in tests.
  public static final String ORIGIN = "log.test/log";

  private static final CheckpointSettings SETTINGS =
      new CheckpointSettings() {
        @Override
        public String origin() {
          return ORIGIN;
        }

        @Override
        public Duration interval() {
          return Duration.ofMillis(400);
        }

        @Override
        public String keyEncryptionKey() {
          return "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        }
      };

  private final TestLog log;
  private final SigningKeys keys;
  private final Checkpoints checkpoints;

  /// One replica's.
  public TestSigner(TestLog log) {
    this.log = log;
    var clock = MutableClock.at("2026-01-05T09:00:00Z");
    keys = new SigningKeys(log.serviceSource(), clock, SETTINGS);
    checkpoints = new Checkpoints(log.serviceSource(), keys, SETTINGS);
  }

  /// Signs what is there; the newest checkpoint's text.
  public String sign() throws SQLException {
    checkpoints.sign();
    return checkpoints.last().map(Checkpoint::note).orElse("");
  }

  /// What verifiers are given, of every key.
  public List<String> keys() throws SQLException {
    return keys.list().stream().map(SigningKeys.Known::key).toList();
  }

  SigningKeys signingKeys() {
    return keys;
  }

  /// The first key's row, as SQL values.
  public String keyRow() throws SQLException {
    return log.texts(
            "select format('values (%s, %L::bytea, %L::bytea, %L)', id, public_key, wrapped, made)"
                + " from signing_key order by id")
        .getFirst();
  }

  /// The door of the same log.
  public Checkpoints checkpoints() {
    return checkpoints;
  }
}
