package fr.vigie.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/// Stands in for the mailboxes of the demo accounts: links of resets, notices to people and their
/// managers.
@Command(name = "outbox", description = "Print the letters the suite has written, the latest last.")
final class OutboxCommand implements Callable<Integer> {

  @ParentCommand private @Nullable Vigie vigie;

  @Option(
      names = "--last",
      paramLabel = "N",
      description = "how many (default: ${DEFAULT-VALUE})",
      defaultValue = "5")
  private int last;

  @Override
  public Integer call() {
    var letters = letters(Objects.requireNonNull(vigie).installation().outbox(), last);
    if (letters.isEmpty()) {
      Terminal.standard().say("No letter has been written yet.");
    }
    letters.forEach(letter -> System.out.println(letter + "\n" + "-".repeat(72)));
    return Vigie.DONE;
  }

  /// The last letters of a folder, in order.
  static List<String> letters(Path outbox, int last) {
    if (!Files.isDirectory(outbox)) {
      return List.of();
    }
    try (var files = Files.list(outbox)) {
      var all =
          files
              .filter(file -> !String.valueOf(file.getFileName()).startsWith("."))
              .sorted()
              .toList();
      return all.subList(Math.max(0, all.size() - Math.max(0, last)), all.size()).stream()
          .map(OutboxCommand::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(Path letter) {
    try {
      return Files.readString(letter).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
