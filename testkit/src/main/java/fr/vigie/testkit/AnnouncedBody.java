package fr.vigie.testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/// A body that is announced and never sent. A server that refuses it by its length alone answers at
/// once; a client that really sends it may lose the answer, because the server closes on what it
/// does not read.
public final class AnnouncedBody {

  private static final int PATIENCE_MILLIS = 30_000;

  private AnnouncedBody() {}

  /// The status of the answer to a `POST` that announces so many bytes.
  public static int status(URI door, String contentType, long bytes) {
    try (var socket = new Socket(door.getHost(), door.getPort())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      var request =
          "POST %s HTTP/1.1\r\nHost: %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
              .formatted(door.getPath(), door.getAuthority(), contentType, bytes);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      var answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      var line = answer.readLine();
      if (line == null || !line.startsWith("HTTP/1.1 ")) {
        throw new AssertionError("no answer, but: " + line);
      }
      return Integer.parseInt(line.substring(9, 12));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
