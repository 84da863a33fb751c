package fr.vigie.records.calls;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

/// Requests written byte by byte, as no client of ours writes them.
///
/// @param service its address
record WrittenOut(String service) {

  /// Where the proxies stand whose word counts.
  static final String PROXY = "127.0.0.1";

  static final String ELSEWHERE = "127.0.0.2";

  /// A question in order, which ends the connection.
  static String get(String token, String path) {
    return """
    GET %s HTTP/1.1\r
    Host: localhost\r
    Connection: close\r
    Authorization: Bearer %s\r
    Vigie-Purpose: interview\r
    \r
    """
        .formatted(path, token);
  }

  /// The status of each answer to what is written on one connection.
  ///
  /// @param from the address it comes from
  List<Integer> say(String from, String bytes) throws IOException {
    try (var socket =
        new Socket(
            InetAddress.ofLiteral("127.0.0.1"),
            URI.create(service).getPort(),
            InetAddress.ofLiteral(from),
            0)) {
      socket.setSoTimeout(3_000);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
      var said = new StringBuilder();
      try {
        var in = socket.getInputStream();
        for (var next = in.read(); next >= 0; next = in.read()) {
          said.append((char) next);
        }
      } catch (IOException _) {
        // It waits for more, or was cut off.
      }
      return Pattern.compile("HTTP/1\\.1 (\\d{3})")
          .matcher(said)
          .results()
          .map(found -> Integer.valueOf(found.group(1)))
          .toList();
    }
  }
}
