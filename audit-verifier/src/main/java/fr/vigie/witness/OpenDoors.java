package fr.vigie.witness;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import fr.vigie.verifier.Verify;
import fr.vigie.verifier.notes.NoteKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A log over HTTP, as anybody may read it: without a token, and so without entries.
final class OpenDoors implements Follower.Doors {

  private static final JsonFactory JSON = new JsonFactory();
  private static final int NOT_THERE = 404;
  private static final int WHOLE = 0;
  private static final int ALTERED = 1;

  private final HttpClient http =
      HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
  private final URI log;
  private final NoteKey key;

  /// @param log ends with a slash
  OpenDoors(URI log, NoteKey key) {
    this.log = log;
    this.key = key;
  }

  @Override
  public String checkpoint() throws IOException {
    return get(log.resolve("checkpoint"))
        .orElseThrow(() -> new IOException("there is no checkpoint yet"));
  }

  @Override
  public Optional<List<byte[]>> consistency(long from, long to) throws IOException {
    var answer = get(log.resolve("../v1/log/consistency?from=%d&to=%d".formatted(from, to)));
    return answer.isEmpty() ? Optional.empty() : Optional.of(hashes(answer.get()));
  }

  @Override
  public Optional<String> altered(Path kept) throws IOException {
    var said = new ByteArrayOutputStream();
    var code =
        Verify.run(
            new String[] {
              "--log",
              log.toString(),
              "--key",
              key.toString(),
              "--hashes",
              "--checkpoint",
              kept.toString()
            },
            Map.of(),
            new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8),
            new PrintStream(said, true, StandardCharsets.UTF_8));
    var sentence = said.toString(StandardCharsets.UTF_8).strip();
    return switch (code) {
      case WHOLE -> Optional.empty();
      case ALTERED -> Optional.of(sentence);
      default -> throw new IOException(sentence);
    };
  }

  private static List<byte[]> hashes(String answer) throws IOException {
    var all = new ArrayList<byte[]>();
    try (var json = JSON.createParser(answer)) {
      while (json.nextToken() != null) {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
          all.add(Base64.getDecoder().decode(json.getText()));
        }
      }
      return all;
    } catch (IllegalArgumentException e) {
      throw new IOException("a hash that is none", e);
    }
  }

  private Optional<String> get(URI file) throws IOException {
    try {
      var request = HttpRequest.newBuilder(file).timeout(Duration.ofSeconds(10)).build();
      var answer = http.send(request, BodyHandlers.ofString());
      return switch (answer.statusCode()) {
        case 200 -> Optional.of(answer.body());
        case NOT_THERE -> Optional.empty();
        default -> throw new IOException("the log answered " + answer.statusCode());
      };
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
