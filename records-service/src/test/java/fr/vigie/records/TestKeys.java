package fr.vigie.records;

import fr.vigie.records.keys.KeyEncryption;
import fr.vigie.records.keys.KeySettings;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Base64;
import java.util.Map;

/// The secrets the service does not start without.
public final class TestKeys implements QuarkusTestResourceLifecycleManager {

  /// What the launcher shows.
  public static final String LAUNCHER = "test-only-key-of-the-launcher-0123456789";

  /// What the service where people register shows.
  public static final String REGISTRATION = "test-only-key-of-registration-0123456789";

  /// The key that references are made of too.
  static final KeyEncryption KEYS = KeySettings.of(key(1));

  @Override
  public Map<String, String> start() {
    return Map.of(
        "vigie.records.key-encryption-key",
        key(1),
        "vigie.records.blind-index-key",
        key(2),
        // Tests say when it is time.
        "vigie.records.retention.every",
        "24h",
        "vigie.service-keys.launcher",
        LAUNCHER,
        "vigie.service-keys.registration",
        REGISTRATION);
  }

  private static String key(int seed) {
    var raw = new byte[32];
    raw[0] = (byte) seed;
    return Base64.getEncoder().encodeToString(raw);
  }

  @Override
  public void stop() {}
}
