package fr.vigie.launcher.files;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;

/// How far the import of a file has come; kept beside the file, so that it goes on where it was.
///
/// @param size of the file, in bytes: another one is another file
/// @param lines settled, taken or not
/// @param taken persons who are in now
/// @param kept persons who had a file before
/// @param rejected lines that are with the rejects
/// @param rejectsLength bytes of the file of rejects that belong to the lines settled
/// @param reasonsLength bytes of the file of reasons, likewise
record Progress(
    long size,
    long lines,
    long taken,
    long kept,
    long rejected,
    long rejectsLength,
    long reasonsLength) {

  private static final JsonMapper JSON = new JsonMapper();

  /// Nothing is done yet.
  static Progress start(long size) {
    return new Progress(size, 0, 0, 0, 0, 0, 0);
  }

  /// What was kept of a file of this size.
  static Progress kept(Path file, long size) throws IOException {
    if (Files.notExists(file)) {
      return start(size);
    }
    var json = JSON.readTree(Files.readString(file));
    return json.path("size").asLong() == size
        ? new Progress(
            size,
            json.path("lines").asLong(),
            json.path("taken").asLong(),
            json.path("kept").asLong(),
            json.path("rejected").asLong(),
            json.path("rejectsLength").asLong(),
            json.path("reasonsLength").asLong())
        : start(size);
  }

  void keep(Path file) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(
        draft,
        JSON.writeValueAsString(
            Map.of(
                "size", size,
                "lines", lines,
                "taken", taken,
                "kept", kept,
                "rejected", rejected,
                "rejectsLength", rejectsLength,
                "reasonsLength", reasonsLength)));
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
