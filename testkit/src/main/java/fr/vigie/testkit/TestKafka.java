package fr.vigie.testkit;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/// A broker for a `@QuarkusTest`, with every topic of [fr.vigie.contracts.Topics].
public final class TestKafka implements QuarkusTestResourceLifecycleManager {

  @Override
  public Map<String, String> start() {
    return Map.of("kafka.bootstrap.servers", TestServers.kafka().bootstrapServers());
  }

  /// The broker stays for the next test.
  @Override
  public void stop() {}
}
