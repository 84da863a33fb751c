package fr.vigie.front;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Stands where records-service and audit-service stand: answers what a test says, and remembers
/// what it was asked.
public final class ServicesBehind implements QuarkusTestResourceLifecycleManager {

  private static final String BREAKS_OFF = "X-Breaks-Off";

  private static @Nullable ServicesBehind running;

  private final HttpServer http;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private volatile Answer answer = Answer.json(200, "{}");

  record Asked(String method, String address, Map<String, List<String>> headers, String body) {
    String header(String name) {
      return headers.entrySet().stream()
          .filter(each -> each.getKey().equalsIgnoreCase(name))
          .map(each -> each.getValue().getFirst())
          .findFirst()
          .orElse("");
    }
  }

  record Answer(int status, String type, String body, Map<String, String> headers) {
    static Answer json(int status, String body) {
      return new Answer(status, "application/json", body, Map.of());
    }

    static Answer problem(int status, String body, Map<String, String> headers) {
      return new Answer(status, "application/problem+json", body, headers);
    }
  }

  /// Starts them.
  public ServicesBehind() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::handle);
    http.start();
  }

  static ServicesBehind running() {
    return Objects.requireNonNull(running);
  }

  void answers(Answer next) {
    asked.clear();
    answer = next;
  }

  /// Says more than it will send, and goes away in the middle.
  void answersAndBreaksOff(String type, String body) {
    answers(new Answer(200, type, body, Map.of(BREAKS_OFF, "")));
  }

  Asked lastAsked() {
    return asked.getLast();
  }

  int timesAsked() {
    return asked.size();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      var now = answer;
      now.headers().forEach(exchange.getResponseHeaders()::set);
      exchange.getResponseHeaders().set("Content-Type", now.type());
      var bytes = now.body().getBytes(StandardCharsets.UTF_8);
      var more = now.headers().containsKey(BREAKS_OFF) ? 1 : 0;
      exchange.sendResponseHeaders(now.status(), bytes.length == 0 ? -1 : bytes.length + more);
      exchange.getResponseBody().write(bytes);
    }
  }

  @Override
  public Map<String, String> start() {
    running = this;
    var url = "http://localhost:" + http.getAddress().getPort();
    return Map.of("vigie.records.url", url, "vigie.audit.url", url, "vigie.lockout.url", url);
  }

  @Override
  public void stop() {
    http.stop(0);
  }
}
