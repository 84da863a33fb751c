package fr.vigie.identity.post;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.UUID;

/// Puts letters into a folder that only its owner may read: for a demonstration, where nobody has a
/// mail server.
final class OutboxPost implements Post {

  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rw-------");

  private final Path folder;
  private final String from;
  private final Clock clock;

  OutboxPost(Path folder, String from, Clock clock) {
    this.folder = folder;
    this.from = from;
    this.clock = clock;
  }

  @Override
  public Uni<Void> send(Letter letter) {
    return Uni.createFrom()
        .item(() -> {
          write(letter);
          return true;
        })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
        .replaceWithVoid();
  }

  // Named by time, so that a listing is in order. Whole or not there.
  private void write(Letter letter) {
    var at = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var name = at.toString().replace(":", "") + "-" + UUID.randomUUID() + ".txt";
    var text =
        "From: %s%nTo: %s%nDate: %s%nSubject: %s%n%n%s%n"
            .formatted(from, letter.to(), at, letter.subject(), letter.text());
    try {
      Files.createDirectories(folder);
      var half = folder.resolve("." + name);
      Files.writeString(
          Files.createFile(half, PosixFilePermissions.asFileAttribute(PRIVATE)),
          text,
          StandardCharsets.UTF_8,
          StandardOpenOption.WRITE);
      Files.move(half, folder.resolve(name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
