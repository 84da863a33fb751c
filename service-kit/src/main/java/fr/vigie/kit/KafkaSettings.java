package fr.vigie.kit;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.microprofile.config.Config;

/// Whatever it takes to reach the brokers: every `kafka.*` setting.
@ApplicationScoped
public class KafkaSettings {

  private static final String PREFIX = "kafka.";

  private final Config config;

  KafkaSettings(Config config) {
    this.config = config;
  }

  /// A copy, for a client to add its own to.
  public Map<String, Object> settings() {
    var settings = new HashMap<String, Object>();
    for (var name : config.getPropertyNames()) {
      if (name.startsWith(PREFIX)) {
        config
            .getOptionalValue(name, String.class)
            .ifPresent(value -> settings.put(name.substring(PREFIX.length()), value));
      }
    }
    return settings;
  }
}
