package fr.vigie.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Processor time, as Linux counts it in `/proc/PID/stat`, in ticks of a hundredth of a second.
public final class Cpu {

  private static final double MICROS_PER_TICK = 10_000;

  private Cpu() {}

  /// Microseconds that this process has used.
  public static double ofThisProcess() {
    var fields = stat(ProcessHandle.current().pid());
    return (ticks(fields, 13) + ticks(fields, 14)) * MICROS_PER_TICK;
  }

  /// Microseconds that a process and its children have used, those that have ended as well.
  public static double ofFamily(long pid) {
    var parent = stat(pid);
    var ticks = 0L;
    for (var field = 13; field <= 16; field++) {
      ticks += ticks(parent, field);
    }
    for (var child : ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).toList()) {
      try {
        var fields = stat(child.pid());
        ticks += ticks(fields, 13) + ticks(fields, 14);
      } catch (UncheckedIOException _) {
        // It has ended, and its parent has counted it.
      }
    }
    return ticks * MICROS_PER_TICK;
  }

  /// The fields after the name, which may hold blanks, numbered as in proc(5) from 0.
  private static String[] stat(long pid) {
    try {
      var line = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
      return ("pid name" + line.substring(line.lastIndexOf(')') + 1)).strip().split(" +", -1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long ticks(String[] fields, int field) {
    return Long.parseLong(fields[field]);
  }
}
