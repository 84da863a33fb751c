package fr.vigie.audit.witness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/// Asks one witness.
final class WitnessClient {

  private static final Pattern SIZE = Pattern.compile("(0|[1-9][0-9]{0,17})\n?");

  private final URI address;
  private final Duration timeout;
  private final HttpClient http;

  WitnessClient(URI url, Duration timeout) {
    var base = url.toString();
    this.address = URI.create((base.endsWith("/") ? base : base + "/") + "add-checkpoint");
    this.timeout = timeout;
    this.http = HttpClient.newBuilder().connectTimeout(timeout).build();
  }

  /// @param proof that the new tree goes on from the old one, in base64
  WitnessAnswer add(long oldSize, List<String> proof, String note) {
    var body = new StringBuilder("old " + oldSize + "\n");
    proof.forEach(hash -> body.append(hash).append('\n'));
    body.append('\n').append(note);
    var request =
        HttpRequest.newBuilder(address)
            .timeout(timeout)
            .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
            .build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      var size = SIZE.matcher(answer.body());
      return switch (answer.statusCode()) {
        case 200 -> new WitnessAnswer.Cosigned(answer.body());
        case 409 ->
            size.matches()
                ? new WitnessAnswer.Seen(Long.parseLong(size.group(1)))
                : new WitnessAnswer.Silent("409 without a size");
        case 422 -> new WitnessAnswer.Forked();
        default -> new WitnessAnswer.Silent("status " + answer.statusCode());
      };
    } catch (IOException e) {
      return new WitnessAnswer.Silent(String.valueOf(e.getMessage()));
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return new WitnessAnswer.Silent("interrupted");
    }
  }
}
