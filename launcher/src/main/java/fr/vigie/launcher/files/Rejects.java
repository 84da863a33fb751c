package fr.vigie.launcher.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/// Lines that were not taken, as they were, to be mended and imported in their turn; and beside
/// them why, without what the lines say. For their owner's eyes only: the first holds what the file
/// does.
final class Rejects implements AutoCloseable {

  private final FileChannel lines;
  private final FileChannel reasons;
  private final String head;

  /// @param kept what a former run left, longer than that is of lines that were not settled
  Rejects(Path file, String head, Progress kept) throws IOException {
    this.head = head;
    lines = open(besides(file, ".rejects"), kept.rejectsLength());
    reasons = open(besides(file, ".rejects-why"), kept.reasonsLength());
  }

  /// A file of rejects has the kind of its file: `people.csv` has `people.rejects.csv`.
  static Path besides(Path file, String what) {
    var name = String.valueOf(file.getFileName());
    var dot = name.lastIndexOf('.');
    return file.resolveSibling(
        dot < 0 ? name + what : name.substring(0, dot) + what + name.substring(dot));
  }

  private static FileChannel open(Path file, long length) throws IOException {
    if (Files.notExists(file)) {
      Files.createFile(
          file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    var channel = FileChannel.open(file, StandardOpenOption.WRITE);
    channel.truncate(length);
    channel.position(length);
    return channel;
  }

  void add(Line line, String why) throws IOException {
    if (lines.position() == 0) {
      write(lines, head);
    }
    write(lines, line.text() + "\n");
    write(reasons, why + "\n");
  }

  long linesLength() throws IOException {
    return lines.position();
  }

  long reasonsLength() throws IOException {
    return reasons.position();
  }

  private static void write(FileChannel channel, String text) throws IOException {
    var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  @Override
  public void close() throws IOException {
    try (lines;
        reasons) {
      lines.force(true);
      reasons.force(true);
    }
  }
}
