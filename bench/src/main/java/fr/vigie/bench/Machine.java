package fr.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/// What this machine can do, and what a process takes of it.
final class Machine {

  private Machine() {}

  /// Milliseconds of one write that is forced to the disk, in the middle of several.
  static double fdatasync() throws IOException {
    var file = Files.createTempFile("vigie-bench", ".sync");
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      var millis = new double[101];
      for (var i = 0; i < millis.length; i++) {
        var began = System.nanoTime();
        channel.write(ByteBuffer.allocate(8_192), 0);
        channel.force(false);
        millis[i] = (System.nanoTime() - began) / 1e6;
      }
      Arrays.sort(millis);
      return millis[50];
    } finally {
      Files.delete(file);
    }
  }

  /// Megabytes of memory a process has now.
  static double rss(long pid) {
    try (var lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
      return lines
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .findFirst()
              .orElse(0)
          / 1024.0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
