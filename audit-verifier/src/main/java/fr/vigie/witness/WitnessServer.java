package fr.vigie.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import fr.vigie.verifier.notes.NoteKey;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/// The program: one address, `POST /add-checkpoint`. (C2SP tlog-witness)
public final class WitnessServer implements AutoCloseable {

  static final String USAGE =
      """
      usage: WitnessServer --name NAME --folder FOLDER --log KEY [--log KEY]... [--listen HOST:PORT]

      Cosigns the checkpoints of the logs it knows, as long as each goes on from the one before.
        --name    the witness's own, for ever: a host name, say
        --folder  holds its key, made at the first start, and what it has seen; keep both
        --log     a key of a log: NAME+ID+KEY, as in C2SP signed-note
        --listen  127.0.0.1:8090 where it is not said; put TLS before it
      Its own key, for verifiers, is the first line it prints.
      """;

  private static final int MOST_BYTES = 100_000;

  private final HttpServer http;
  private final WitnessKey key;

  private WitnessServer(HttpServer http, WitnessKey key) {
    this.http = http;
    this.key = key;
  }

  /// Runs until it is ended; exits with 2 where it cannot start.
  public static void main(String[] arguments) {
    try {
      var words = Words.read(List.of(arguments));
      System.out.println(start(words, Clock.systemUTC(), System.err::println).key());
    } catch (IllegalArgumentException | IOException e) {
      System.err.println("The witness does not start: " + e.getMessage() + ".");
      System.err.print(USAGE);
      System.exit(2);
    }
  }

  /// What stands on the command line.
  public record Words(String name, Path folder, List<NoteKey> logs, InetSocketAddress address) {

    /// Copies what it is given.
    public Words {
      logs = List.copyOf(logs);
    }

    static Words read(List<String> arguments) {
      var name = "";
      var folder = "";
      var listen = "127.0.0.1:8090";
      var logs = new ArrayList<NoteKey>();
      for (var i = 0; i < arguments.size(); i += 2) {
        var value = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
        switch (arguments.get(i)) {
          case "--name" -> name = value;
          case "--folder" -> folder = value;
          case "--listen" -> listen = value;
          case "--log" -> logs.add(NoteKey.parse(value));
          default -> throw new IllegalArgumentException("unknown option " + arguments.get(i));
        }
      }
      var colon = listen.lastIndexOf(':');
      if (name.isEmpty() || folder.isEmpty() || logs.isEmpty() || colon < 0) {
        throw new IllegalArgumentException("name, folder, log and listen must be given");
      }
      var port = Integer.parseInt(listen.substring(colon + 1));
      return new Words(
          name, Path.of(folder), logs, new InetSocketAddress(listen.substring(0, colon), port));
    }
  }

  /// Starts one.
  ///
  /// @param tell is told what its owner should know
  public static WitnessServer start(Words words, Clock clock, Consumer<String> tell)
      throws IOException {
    Files.createDirectories(words.folder());
    var key = WitnessKey.in(words.folder().resolve("witness.key"), words.name());
    var witness = new Witness(key, words.logs(), new Memory(words.folder()), clock);
    var http = HttpServer.create(words.address(), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext(
        "/add-checkpoint",
        exchange -> {
          try (exchange) {
            handle(exchange, witness, tell);
          }
        });
    http.start();
    return new WitnessServer(http, key);
  }

  private static void handle(HttpExchange exchange, Witness witness, Consumer<String> tell)
      throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      answer(exchange, 405, "text/plain", "POST a checkpoint\n");
      return;
    }
    var body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
    if (body.length > MOST_BYTES) {
      answer(exchange, 413, "text/plain", "too large\n");
      return;
    }
    Answer answer;
    try {
      answer = witness.add(new String(body, StandardCharsets.UTF_8));
    } catch (IOException e) {
      tell.accept("The witness cannot remember, and signs nothing: " + e.getMessage());
      answer = new Answer.Refused(500, "it cannot be remembered");
    }
    switch (answer) {
      case Answer.Cosigned(var line) -> answer(exchange, 200, "text/plain; charset=utf-8", line);
      case Answer.SeenOther(var size) -> answer(exchange, 409, "text/x.tlog.size", size + "\n");
      case Answer.Refused(var status, var why) -> {
        if (status == 422) {
          tell.accept("A log does not go on from what was seen before; it is kept as evidence.");
        }
        answer(exchange, status, "text/plain", why + "\n");
      }
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  /// What verifiers are given.
  public String key() {
    return key.key().toString();
  }

  /// Where it listens.
  public int port() {
    return http.getAddress().getPort();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
