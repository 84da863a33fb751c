package fr.vigie.verifier.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A log as the files that C2SP tlog-tiles makes of it: from a server, or from a folder.
@FunctionalInterface
public interface LogFiles {

  /// A file.
  ///
  /// @param path below the log's prefix: `checkpoint`, `tile/0/000`, ...
  /// @return empty where there is none
  Optional<byte[]> read(String path) throws IOException;

  /// From a folder.
  static LogFiles in(Path folder) {
    return path -> {
      var file = folder.resolve(path);
      return Files.isRegularFile(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
    };
  }

  /// From a server.
  ///
  /// @param token an access token for what is not open to all; null where there is none
  static LogFiles at(URI prefix, @Nullable String token) {
    var base = prefix.toString().endsWith("/") ? prefix : URI.create(prefix + "/");
    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    return path -> {
      var request = HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(60));
      if (token != null) {
        request.header("Authorization", "Bearer " + token);
      }
      try {
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        return switch (answer.statusCode()) {
          case 200 -> Optional.of(answer.body());
          case 404, 410 -> Optional.empty();
          default ->
              throw new IOException("the log answered " + answer.statusCode() + " to " + path);
        };
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
    };
  }

  /// Keeps a copy of whatever is read.
  default LogFiles savedTo(Path folder) {
    return path -> {
      var found = read(path);
      found.ifPresent(bytes -> {
        try {
          var file = folder.resolve(path);
          var parent = file.getParent();
          Files.createDirectories(parent == null ? folder : parent);
          Files.write(file, bytes);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      });
      return found;
    };
  }

  /// The path of a tile, or of an entry bundle where the level is `entries`.
  static String tile(String level, long number, int width) {
    var path = new StringBuilder("%03d".formatted(number % 1000));
    for (var rest = number / 1000; rest > 0; rest /= 1000) {
      path.insert(0, "x%03d/".formatted(rest % 1000));
    }
    return "tile/" + level + "/" + path + (width == 256 ? "" : ".p/" + width);
  }
}
