package fr.vigie.bench;

import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.ChildProcess;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.Ports;
import fr.vigie.embedded.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The peer: Keycloak as it is shipped, on the bench's PostgreSQL, with the heap it takes by itself
/// (that of our services), our cost of Argon2id, refresh tokens that are good once, and its guard
/// against guessing. It keeps no events here; we do.
final class Keycloak implements AutoCloseable {

  static final String NAME = "keycloak";

  private static final String REALM = "bench";
  private static final Duration PATIENCE = Duration.ofMinutes(6);

  private final Path folder;
  private final String url;
  private final ChildProcess process;

  private Keycloak(Path folder, String url, ChildProcess process) {
    this.folder = folder;
    this.url = url;
    this.process = process;
  }

  /// Unpacks, builds, starts, imports, and waits.
  ///
  /// @param archive the distribution, from its Maven artefact
  static Keycloak start(Path archive, Stage stage, int memory, int passes) throws Exception {
    if (Files.notExists(archive)) {
      throw new CannotStartException(
          "There is no " + archive + ": ./vigie bench sign-in --peer keycloak fetches it.");
    }
    var folder = Files.createTempDirectory("vigie-bench-keycloak");
    run(
        List.of(
            "tar", "-xzf", archive.toString(), "-C", folder.toString(), "--strip-components=1"));
    var port = Ports.free();
    var database = stage.database("keycloak");
    Files.writeString(
        folder.resolve("conf").resolve("keycloak.conf"), settings(port, database, memory, passes));
    var realms = Files.createDirectories(folder.resolve("data").resolve("import"));
    Files.writeString(realms.resolve(REALM + "-realm.json"), realm());
    var command = command(folder);
    run(command.apply("build"));
    var process =
        ChildProcess.start(
            NAME, command.apply("start --optimized --import-realm"), folder.resolve("log"));
    var keycloak =
        new Keycloak(folder, "http://localhost:%d/realms/%s".formatted(port, REALM), process);
    keycloak.await();
    keycloak.checkCost(stage.postgres(), database, memory, passes);
    return keycloak;
  }

  String issuer() {
    return url;
  }

  ChildProcess process() {
    return process;
  }

  private static java.util.function.Function<String, List<String>> command(Path folder) {
    return arguments ->
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "env",
                    "JAVA_HOME=" + System.getProperty("java.home"),
                    folder.resolve("bin").resolve("kc.sh").toString()),
                java.util.stream.Stream.of(arguments.split(" ", -1)))
            .toList();
  }

  private static String settings(int port, Database database, int memory, int passes) {
    return """
    db=postgres
    db-url=%s
    db-username=%s
    db-password=%s
    http-enabled=true
    http-host=127.0.0.1
    http-port=%d
    hostname=http://localhost:%d
    http-management-port=%d
    cache=local
    log-level=WARN
    spi-password-hashing--argon2--memory=%d
    spi-password-hashing--argon2--iterations=%d
    spi-password-hashing--argon2--parallelism=1
    spi-password-hashing--argon2--hash-length=32
    """
        .formatted(
            database.jdbcUrl(),
            database.owner().user(),
            database.owner().password(),
            port,
            port,
            Ports.free(),
            memory,
            passes);
  }

  private static String realm() {
    return """
    {"realm":"%s","enabled":true,"sslRequired":"none","bruteForceProtected":true,\
    "revokeRefreshToken":true,"refreshTokenMaxReuse":0,"accessTokenLifespan":300,\
    "otpPolicyType":"totp","otpPolicyLookAheadWindow":1,"otpPolicyPeriod":30,\
    "clients":[%s],"users":[%s]}\
    """
        .formatted(
            REALM,
            client(),
            IntStream.range(0, Staff.SIZE).mapToObj(Staff::user).collect(Collectors.joining(",")));
  }

  private static String client() {
    return """
    {"clientId":"%s","secret":"%s","publicClient":false,"standardFlowEnabled":true,\
    "directAccessGrantsEnabled":false,"redirectUris":["%s"],"fullScopeAllowed":false,\
    "attributes":{"pkce.code.challenge.method":"S256"},"protocolMappers":[{"name":"aud",\
    "protocol":"openid-connect","protocolMapper":"oidc-audience-mapper","config":\
    {"included.client.audience":"%s","access.token.claim":"true","introspection.token.claim":\
    "true"}}]}\
    """
        .formatted(Application.ID, Application.SECRET, Application.CALLBACK, Application.ID);
  }

  private void await() throws InterruptedException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    var metadata = URI.create(url + "/.well-known/openid-configuration");
    try (var http = HttpClient.newHttpClient()) {
      while (!answers(http, metadata)) {
        if (!process.isAlive() || System.nanoTime() > end) {
          throw new CannotStartException("Keycloak is not ready: see " + process.log());
        }
        Thread.sleep(500);
      }
    }
  }

  private static boolean answers(HttpClient http, URI metadata) throws InterruptedException {
    try {
      var request = HttpRequest.newBuilder(metadata).timeout(Duration.ofSeconds(5)).build();
      return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException _) {
      return false;
    }
  }

  // A comparison at another cost would be none.
  private void checkCost(PostgresServer postgres, Database database, int memory, int passes)
      throws SQLException {
    try (var connection = postgres.connect(database.name(), database.owner());
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "select credential_data, count(*) from credential where type = 'password'"
                    + " group by 1 order by 2 desc limit 1")) {
      if (!rows.next()
          || !rows.getString(1).contains("\"hashIterations\":" + passes)
          || !rows.getString(1).contains("\"memory\":[\"" + memory + "\"]")) {
        throw new IllegalStateException("Keycloak hashes at another cost: " + rows.getString(1));
      }
    }
  }

  private static void run(List<String> command) throws IOException, InterruptedException {
    var done = new ProcessBuilder(command).redirectErrorStream(true).start();
    var said =
        new String(done.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    if (done.waitFor() != 0) {
      throw new CannotStartException(command.getFirst() + " failed: " + said);
    }
  }

  @Override
  public void close() {
    process.close();
    try (var all = Files.walk(folder)) {
      all.sorted(Comparator.reverseOrder()).forEach(path -> path.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
