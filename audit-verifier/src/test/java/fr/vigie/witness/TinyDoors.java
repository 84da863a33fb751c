package fr.vigie.witness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Pattern;

/// Serves a log in memory as audit-service does, or as somebody who holds the server would.
final class TinyDoors implements AutoCloseable {

  private static final Pattern TILE =
      Pattern.compile("/log/tile/([0-9])/([0-9]{3})(?:\\.p/([0-9]+))?");
  private static final Pattern CONSISTENCY =
      Pattern.compile("/v1/log/consistency\\?from=([0-9]+)&to=([0-9]+)");
  private static final byte[] NOTHING = {};

  private final HttpServer http;
  private volatile TinyLog log;
  private volatile int size;
  private volatile int shown;
  private volatile boolean changed;

  TinyDoors(TinyLog log, int size) throws IOException {
    show(log, size);
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/", this::answer);
    http.start();
  }

  String url() {
    return "http://localhost:" + http.getAddress().getPort() + "/log";
  }

  /// Shows the first leaves of a log from now on.
  void show(TinyLog log, int size) {
    this.log = log;
    this.size = size;
    this.shown = size;
  }

  /// Shows an older checkpoint; all else stays.
  void showOlder(int size) {
    shown = size;
  }

  /// Flips a bit of the oldest tile.
  void changeAnOldTile() {
    changed = true;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      var body = body(exchange.getRequestURI().toString());
      exchange.sendResponseHeaders(
          body.length == 0 ? 404 : 200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }

  private byte[] body(String wanted) {
    var tile = TILE.matcher(wanted);
    var consistency = CONSISTENCY.matcher(wanted);
    if (wanted.equals("/log/checkpoint")) {
      return log.checkpoint(shown).getBytes(StandardCharsets.UTF_8);
    }
    if (tile.matches()) {
      var width = tile.group(3) == null ? 256 : Integer.parseInt(tile.group(3));
      return tile(Integer.parseInt(tile.group(1)), Integer.parseInt(tile.group(2)), width);
    }
    return consistency.matches()
        ? consistency(
            Integer.parseInt(consistency.group(1)), Integer.parseInt(consistency.group(2)))
        : NOTHING;
  }

  private byte[] tile(int level, int number, int width) {
    if ((number * 256 + width) << (8 * level) > size) {
      return NOTHING;
    }
    var tile = log.tile(level, number, width);
    if (changed && level == 0 && number == 0) {
      tile[77] ^= 1;
    }
    return tile;
  }

  private byte[] consistency(int from, int to) {
    if (to > size) {
      return NOTHING;
    }
    var hashes = log.consistency(from, to).stream().map(Base64.getEncoder()::encodeToString);
    return "{\"from\":%d,\"to\":%d,\"hashes\":[\"%s\"]}"
        .formatted(from, to, String.join("\",\"", hashes.toList()))
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
