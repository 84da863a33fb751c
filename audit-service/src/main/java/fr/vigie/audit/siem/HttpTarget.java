package fr.vigie.audit.siem;

import fr.vigie.audit.siem.SiemSettings.Form;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Posts events to a door: OCSF a line each, CloudEvents in its JSON batch format.
final class HttpTarget implements SiemTarget {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI door;
  private final Optional<String> authorization;
  private final Form form;
  private final Duration timeout;
  private final HttpClient client;

  HttpTarget(URI door, Optional<String> authorization, Form form, Duration timeout) {
    var here =
        "http".equals(door.getScheme()) && THIS_MACHINE.contains(String.valueOf(door.getHost()));
    if (!here && !"https".equals(door.getScheme())) {
      throw new IllegalArgumentException("vigie.audit.siem.http is neither https nor this machine");
    }
    this.door = door;
    this.authorization = authorization;
    this.form = form;
    this.timeout = timeout;
    this.client = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  @Override
  public String name() {
    return "http";
  }

  @Override
  public void take(List<Line> lines) throws IOException, InterruptedException {
    var post =
        HttpRequest.newBuilder(door)
            .timeout(timeout)
            .header("Content-Type", mediaType())
            .POST(BodyPublishers.ofString(body(lines)));
    authorization.ifPresent(value -> post.header("Authorization", value));
    var status = client.send(post.build(), BodyHandlers.discarding()).statusCode();
    if (status / 100 != 2) {
      throw new IOException("the door answered " + status);
    }
  }

  private String mediaType() {
    return switch (form) {
      case OCSF -> "application/x-ndjson";
      case CLOUDEVENTS -> "application/cloudevents-batch+json";
    };
  }

  private String body(List<Line> lines) {
    var all = lines.stream().map(Line::json);
    return switch (form) {
      case OCSF -> all.collect(Collectors.joining("\n", "", "\n"));
      case CLOUDEVENTS -> all.collect(Collectors.joining(",", "[", "]"));
    };
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
