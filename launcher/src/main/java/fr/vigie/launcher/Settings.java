package fr.vigie.launcher;

import fr.vigie.embedded.Database;
import fr.vigie.embedded.Secrets;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Properties;

/// The settings each service is started with: its addresses, its database login, its own secrets
/// and nobody else's.
final class Settings {

  /// The log's name on one machine, whatever the port.
  static final String LOG_ORIGIN = "vigie.localhost/log";

  private final Secrets secrets;
  private final int offset;
  private final Path outbox;

  Settings(Secrets secrets, int offset, Path outbox) {
    this.secrets = secrets;
    this.offset = offset;
    this.outbox = outbox;
  }

  /// What the launcher shows to the import doors.
  static String launcherKey(Secrets secrets) {
    return secrets.of("service-key.launcher");
  }

  /// Where the front is answered after a sign-in.
  static String redirectUri(int offset) {
    return Part.WEB_FRONT.url(offset) + "/sign-in/callback";
  }

  /// What the front shows at the token endpoint.
  static String clientSecret(Secrets secrets) {
    return secrets.of("client.web-front");
  }

  /// Writes a service's settings to a file that only its owner may read.
  void write(Part part, Database database, Path file) {
    var settings = new Properties();
    common(settings, part, database);
    switch (part) {
      case IDENTITY -> identity(settings);
      case LOCKOUT -> {
        settings.setProperty(
            "vigie.service-keys.identity-service", secrets.of("service-key.identity-service"));
        settings.setProperty("vigie.lockout.devices.key", secrets.key("lockout.device-key"));
        settings.setProperty(
            "vigie.lockout.identity.key", secrets.of("service-key.lockout-service"));
      }
      case RECORDS -> {
        settings.setProperty("vigie.service-keys.launcher", launcherKey(secrets));
        settings.setProperty(
            "vigie.records.key-encryption-key", secrets.key("records.key-encryption-key"));
        settings.setProperty(
            "vigie.records.blind-index-key", secrets.key("records.blind-index-key"));
      }
      case WEB_FRONT -> {
        settings.setProperty("quarkus.oidc.client-id", "web-front");
        settings.setProperty("quarkus.oidc.credentials.secret", clientSecret(secrets));
        settings.setProperty("vigie.front.session-key", secrets.key("front.session-key"));
      }
      case AUDIT -> {
        settings.setProperty("vigie.audit.checkpoint.origin", LOG_ORIGIN);
        settings.setProperty(
            "vigie.audit.checkpoint.key-encryption-key",
            secrets.key("audit.checkpoint.key-encryption-key"));
      }
      case POSTGRESQL, KAFKA -> {}
    }
    try {
      var text = new StringWriter();
      settings.store(text, null);
      Secrets.writePrivately(file, text.toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void common(Properties settings, Part part, Database database) {
    settings.setProperty("quarkus.http.host", "127.0.0.1");
    settings.setProperty("quarkus.http.port", Integer.toString(part.port(offset)));
    settings.setProperty("quarkus.management.host", "127.0.0.1");
    settings.setProperty("quarkus.management.port", Integer.toString(part.managementPort(offset)));
    settings.setProperty("quarkus.datasource.username", database.service().user());
    settings.setProperty("quarkus.datasource.password", database.service().password());
    settings.setProperty("quarkus.datasource.jdbc.url", database.jdbcUrl());
    settings.setProperty("quarkus.datasource.reactive.url", database.reactiveUrl());
    settings.setProperty("kafka.bootstrap.servers", Part.KAFKA.url(offset));
    settings.setProperty("quarkus.oidc.auth-server-url", Part.IDENTITY.url(offset));
    if (part != Part.IDENTITY) {
      // All start at once: who checks tokens waits for who issues them.
      settings.setProperty("quarkus.oidc.connection-delay", "60S");
    }
    settings.setProperty("vigie.dpop.url", part.url(offset));
    settings.setProperty("vigie.identity.url", Part.IDENTITY.url(offset));
    settings.setProperty("vigie.lockout.url", Part.LOCKOUT.url(offset));
    settings.setProperty("vigie.records.url", Part.RECORDS.url(offset));
    settings.setProperty("vigie.audit.url", Part.AUDIT.url(offset));
    settings.setProperty("vigie.front.url", Part.WEB_FRONT.url(offset));
  }

  private void identity(Properties settings) {
    settings.setProperty(
        "vigie.service-keys.lockout-service", secrets.of("service-key.lockout-service"));
    var front = Part.WEB_FRONT.url(offset);
    var client = "vigie.identity.clients.web-front.";
    settings.setProperty("vigie.identity.account-key", secrets.key("identity.account-key"));
    settings.setProperty("vigie.identity.credential-key", secrets.key("identity.credential-key"));
    // A demonstration on one machine: its officers have no authenticator to begin with.
    settings.setProperty("vigie.one-machine", "true");
    settings.setProperty("vigie.identity.passkey.required-for", "none");
    // Whatever passkey a newcomer has, or a browser's virtual one.
    settings.setProperty("vigie.identity.passkey.attested-for", "none");
    // Whoever comes back to a demonstration after a summer still gets in.
    settings.setProperty("vigie.identity.lifecycle.dormant-after", "3650d");
    settings.setProperty("vigie.identity.post.outbox", outbox.toString());
    settings.setProperty("vigie.identity.lockout-key", secrets.of("service-key.identity-service"));
    settings.setProperty("vigie.service-keys.launcher", launcherKey(secrets));
    settings.setProperty(client + "secret", clientSecret(secrets));
    settings.setProperty(client + "redirect-uris", redirectUri(offset));
    settings.setProperty(client + "post-logout-redirect-uris", front + "/");
    settings.setProperty(client + "back-channel-logout-uri", front + "/sign-out/back-channel");
  }
}
