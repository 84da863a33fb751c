package fr.vigie.witness;

import fr.vigie.verifier.notes.Checkpoint;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.Optional;

/// The newest checkpoint that was seen of each log, by a witness cosigned, and the last one that
/// was refused: both signed by the log, together they prove a split view. A file each, on the disk
/// before anybody is told.
final class Memory {

  private final Path folder;

  Memory(Path folder) throws IOException {
    this.folder = Files.createDirectories(folder);
  }

  /// What was cosigned last; empty where nothing was.
  ///
  /// @throws IOException also where the file was damaged: to begin anew would be to forget
  Optional<Checkpoint> of(String origin) throws IOException {
    var file = file(origin, ".checkpoint");
    if (Files.notExists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Checkpoint.parse(Files.readString(file)));
    } catch (IllegalArgumentException e) {
      throw new IOException(file + " was damaged", e);
    }
  }

  void keep(String origin, String note) throws IOException {
    write(file(origin, ".checkpoint"), note);
  }

  /// The file that holds what was kept.
  Path kept(String origin) {
    return file(origin, ".checkpoint");
  }

  void keepRefused(String origin, String note) throws IOException {
    write(file(origin, ".refused"), note);
  }

  private Path file(String origin, String ending) {
    var name = HexFormat.of().formatHex(origin.getBytes(StandardCharsets.UTF_8));
    return folder.resolve(name.substring(0, Math.min(200, name.length())) + ending);
  }

  private void write(Path file, String note) throws IOException {
    var draft = file.resolveSibling(file.getFileName() + ".new");
    try (var channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      var bytes = ByteBuffer.wrap(note.getBytes(StandardCharsets.UTF_8));
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      channel.force(true);
    }
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (var parent = FileChannel.open(folder, StandardOpenOption.READ)) {
      parent.force(true);
    }
  }
}
