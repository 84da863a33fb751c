package fr.vigie.bench;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// One kept connection that sends requests made beforehand and reads whole answers: as little work
/// for the machine as can be, since the service measured shares it.
final class Wire implements AutoCloseable {

  record Answer(int status, String text) {}

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;
  private final InputStream in;

  Wire(URI url) throws IOException {
    socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()), PATIENCE_MILLIS);
    socket.setSoTimeout(PATIENCE_MILLIS);
    in = new BufferedInputStream(socket.getInputStream(), 16_384);
  }

  static byte[] get(URI url, String path, String token) {
    return request("GET", url, path, token, "");
  }

  static byte[] post(URI url, String path, String token, String json) {
    return request("POST", url, path, token, json);
  }

  private static byte[] request(String method, URI url, String path, String token, String json) {
    var body = json.getBytes(StandardCharsets.UTF_8);
    var head =
        """
        %s %s HTTP/1.1\r
        Host: localhost:%d\r
        Authorization: Bearer %s\r
        Vigie-Purpose: interview\r
        Content-Type: application/json\r
        Content-Length: %d\r
        \r
        """
            .formatted(method, path, url.getPort(), token, body.length)
            .getBytes(StandardCharsets.US_ASCII);
    var all = new byte[head.length + body.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(body, 0, all, head.length, body.length);
    return all;
  }

  Answer ask(byte[] request) throws IOException {
    socket.getOutputStream().write(request);
    var status = Integer.parseInt(line().substring(9, 12));
    var length = 0;
    for (var line = line(); !line.isEmpty(); line = line()) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(15).strip());
      }
    }
    var body = in.readNBytes(length);
    if (body.length < length) {
      throw new EOFException("an answer was cut short");
    }
    return new Answer(status, new String(body, StandardCharsets.UTF_8));
  }

  private String line() throws IOException {
    var line = new StringBuilder(64);
    for (var next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException("no answer");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
