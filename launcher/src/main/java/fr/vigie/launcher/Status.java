package fr.vigie.launcher;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The suite as its supervisor sees it, written to a file at every change.
///
/// @param state `starting`, `loading`, `ready`, `stopping`, `stopped`
/// @param pid the supervisor
/// @param startedAt when the supervisor's process began, in milliseconds: tells it from a later
///   process of the same number
/// @param portOffset what was added to every port
record Status(String state, long pid, long startedAt, int portOffset, List<PartStatus> parts) {

  /// @param state `stopped`, `starting`, `ready`, `restarting`
  /// @param pid null where there is no process
  record PartStatus(String name, String state, @Nullable Long pid, int port, String url) {}

  private static final JsonMapper JSON = new JsonMapper();

  Status {
    parts = List.copyOf(parts);
  }

  void write(Path file) {
    try {
      var draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, json());
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String json() {
    try {
      return JSON.writeValueAsString(this);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the file says; empty where there is none.
  static Optional<Status> read(Path file) {
    try {
      return Optional.of(JSON.readValue(Files.readString(file), Status.class));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What the file says of a supervisor that is alive.
  static Optional<Status> running(Path file) {
    return read(file).filter(status -> status.supervisor().isPresent());
  }

  /// The supervisor's process, where it lives.
  Optional<ProcessHandle> supervisor() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> startedAt(process) == startedAt);
  }

  static long startedAt(ProcessHandle process) {
    return process.info().startInstant().map(java.time.Instant::toEpochMilli).orElse(0L);
  }
}
