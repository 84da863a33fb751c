package fr.vigie.front.passage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.net.URI;
import java.time.Duration;

/// Where the services behind are, and how long they may take.
@ConfigMapping(prefix = "vigie")
interface PassageSettings {

  /// Base address of records-service.
  @WithName("records.url")
  URI records();

  /// Base address of audit-service.
  @WithName("audit.url")
  URI audit();

  /// Base address of lockout-service.
  @WithName("lockout.url")
  URI lockout();

  /// How long a connection may take.
  @WithName("front.passage.connect-timeout")
  @WithDefault("2S")
  Duration connectTimeout();

  /// How long an answer may take.
  @WithName("front.passage.answer-timeout")
  @WithDefault("10S")
  Duration answerTimeout();

  /// How long a file may take to begin.
  @WithName("front.passage.download-timeout")
  @WithDefault("60S")
  Duration downloadTimeout();

  /// How many connections to one service there may be at a time.
  @WithName("front.passage.connections")
  @WithDefault("64")
  int connections();
}
