package fr.vigie.launcher;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What the suite on one machine consists of, in the order in which it is listed.
enum Part {
  POSTGRESQL("postgresql", 25432, null),
  KAFKA("kafka", 29092, null),
  LOCKOUT("lockout-service", 8084, "lockout"),
  IDENTITY("identity-service", 8081, "identity"),
  RECORDS("records-service", 8082, "records"),
  AUDIT("audit-service", 8083, "audit"),
  WEB_FRONT("web-front", 8080, "front");

  private static final int TO_MANAGEMENT = 1000;

  private final String title;
  private final int port;
  private final @Nullable String database;

  Part(String title, int port, @Nullable String database) {
    this.title = title;
    this.port = port;
    this.database = database;
  }

  /// The name people and programs know it by; for a service also its folder.
  String title() {
    return title;
  }

  int port(int offset) {
    return port + offset;
  }

  /// The port of health and metrics.
  int managementPort(int offset) {
    return port + TO_MANAGEMENT + offset;
  }

  /// The service's database; none for the servers themselves.
  Optional<String> database() {
    return Optional.ofNullable(database);
  }

  boolean isService() {
    return database != null;
  }

  /// Where a client finds it.
  String url(int offset) {
    return switch (this) {
      case POSTGRESQL -> "postgresql://localhost:" + port(offset);
      case KAFKA -> "localhost:" + port(offset);
      case LOCKOUT, IDENTITY, RECORDS, AUDIT, WEB_FRONT -> "http://localhost:" + port(offset);
    };
  }

  static Part of(String title) {
    return Arrays.stream(values())
        .filter(part -> part.title.equals(title))
        .findFirst()
        .orElseThrow();
  }
}
