package fr.vigie.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.launcher.breach.SignIn;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// A suite of its own, on free ports and in a fresh data folder, shared by all stories of a run.
final class Suite implements AutoCloseable {

  /// Hands the one running suite to the stories that ask for it.
  static final class Shared implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Suite.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(ExtensionContext.Namespace.create(Suite.class))
          .computeIfAbsent(Suite.class, _ -> start(), Suite.class);
    }
  }

  /// Enough for portfolios of a few persons each, few enough to load at once.
  private static final int PEOPLE = 1_200;

  private static final Path HOME = Path.of(System.getProperty("vigie.home", "..")).toAbsolutePath();
  private static final JsonMapper JSON = new JsonMapper();
  private static final List<Integer> PORTS =
      List.of(8080, 8081, 8082, 8083, 8084, 9080, 9081, 9082, 9083, 9084, 25432, 29092, 29093);

  private final Path data;
  private final int offset;
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, Kept> signedIn = new ConcurrentHashMap<>();
  private final Map<String, String> typed = new ConcurrentHashMap<>();

  /// A sign-in kept for as long as its access token is good.
  private record Kept(SignIn.Signed signed, long untilNanos) {

    static Kept of(SignIn.Signed signed) {
      return new Kept(signed, System.nanoTime() + Duration.ofMinutes(4).toNanos());
    }

    boolean isGood() {
      return System.nanoTime() - untilNanos < 0;
    }
  }

  private Suite(Path data, int offset) {
    this.data = data;
    this.offset = offset;
  }

  private static Suite start() {
    try {
      var suite = new Suite(Files.createTempDirectory("vigie-e2e"), freeOffset());
      var up =
          suite.vigie(
              "up",
              "--detach",
              "--people",
              Integer.toString(PEOPLE),
              "--port-offset",
              Integer.toString(suite.offset));
      Assertions.assertThat(up.exit()).as("%s\n%s", up.out(), up.err()).isZero();
      return suite;
    } catch (IOException e) {
      throw new AssertionError("no folder to be had", e);
    }
  }

  /// Runs the command as a person would, on this suite's data folder.
  Command vigie(String command, String... words) {
    var all = new ArrayList<>(words(command));
    all.addAll(List.of(words));
    return Command.run(HOME, Map.of(), all);
  }

  /// The words by which the command is run on this suite's data folder.
  List<String> words(String command) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Dvigie.home=" + HOME,
        "-jar",
        HOME.resolve("launcher/target/launcher-0.1.0.jar").toString(),
        command,
        "--data",
        data.toString());
  }

  /// What `status --json` says.
  JsonNode status() {
    return json(vigie("status", "--json").out());
  }

  /// The state of one part.
  String state(String part) {
    return named(part).path("state").asText();
  }

  /// The process of one part.
  long pid(String part) {
    return named(part).path("pid").asLong();
  }

  private JsonNode named(String part) {
    for (var one : status().path("parts")) {
      if (one.path("name").asText().equals(part)) {
        return one;
      }
    }
    throw new AssertionError("no part called " + part);
  }

  Path data() {
    return data;
  }

  URI front() {
    return URI.create("http://localhost:" + (8080 + offset));
  }

  URI identity() {
    return URI.create("http://localhost:" + (8081 + offset));
  }

  URI records() {
    return URI.create("http://localhost:" + (8082 + offset));
  }

  URI audit() {
    return URI.create("http://localhost:" + (8083 + offset));
  }

  URI lockout() {
    return URI.create("http://localhost:" + (8084 + offset));
  }

  String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(25432 + offset, database);
  }

  /// A code nobody typed yet: one typed twice is a wrong guess, and guesses are counted.
  String otp(String login) {
    var code =
        await()
            .atMost(Duration.ofSeconds(40))
            .pollInterval(Duration.ofSeconds(1))
            .pollDelay(Duration.ZERO)
            .until(
                () -> vigie("otp", login).out().strip().substring(0, 6),
                shown -> !shown.equals(typed.get(login)));
    typed.put(login, code);
    return code;
  }

  /// The password of every demo account.
  String password() {
    return json(read("secrets/demo-accounts.json")).path("password").asText();
  }

  /// Somebody signed in for real, with both factors, now or some minutes ago.
  SignIn.Signed signedIn(String login) {
    var kept = signedIn.get(login);
    return kept != null && kept.isGood() ? kept.signed() : signIn(login);
  }

  /// Somebody signed in anew.
  SignIn.Signed signIn(String login) {
    var signed = signIn(login, password(), () -> otp(login));
    signedIn.put(login, Kept.of(signed));
    return signed;
  }

  /// Somebody who shows these secrets.
  SignIn.Signed signIn(String login, String password, Supplier<String> code) {
    var secrets = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("secrets/suite.properties"))) {
      secrets.load(reader);
      return new SignIn(
              http,
              identity(),
              front() + "/sign-in/callback",
              secrets.getProperty("client.web-front"))
          .as(login, password, code);
    } catch (IOException e) {
      throw new AssertionError(login + " cannot sign in", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  /// Asks a door, as somebody or as nobody.
  HttpResponse<String> get(@Nullable String accessToken, URI door, String... headers) {
    var request = HttpRequest.newBuilder(door).timeout(Duration.ofSeconds(30)).GET();
    if (accessToken != null) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new AssertionError("no answer from " + request.uri(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  String read(String file) {
    try {
      return Files.readString(data.resolve(file));
    } catch (IOException e) {
      throw new AssertionError("cannot read " + file, e);
    }
  }

  static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (IOException e) {
      throw new AssertionError("not JSON: " + text, e);
    }
  }

  private static int freeOffset() {
    // Not the round thousands: browsers go to no port 10080.
    for (var offset = 1_100; offset < 30_000; offset += 1_000) {
      if (allFree(offset)) {
        return offset;
      }
    }
    throw new AssertionError("no range of ports is free");
  }

  private static boolean allFree(int offset) {
    for (var port : PORTS) {
      try (var socket = new ServerSocket(port + offset, 1, InetAddress.getLoopbackAddress())) {
        socket.setReuseAddress(true);
      } catch (IOException _) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    var down = vigie("down");
    Assertions.assertThat(down.exit()).as(down.err()).isZero();
    Assertions.assertThat(
            ProcessHandle.allProcesses()
                .filter(p -> p.info().commandLine().orElse("").contains(data.toString())))
        .as("processes left behind")
        .isEmpty();
    try (var files = Files.walk(data)) {
      for (var file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
