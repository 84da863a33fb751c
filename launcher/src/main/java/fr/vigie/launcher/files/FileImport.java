package fr.vigie.launcher.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.embedded.CannotStartException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Imports a file: batches of lines go through the door, several at a time; what the door refuses
/// is set apart, and the rest of its batch sent again. What is settled is noted in the order of the
/// file, so that a run that was killed goes on there; a line that is sent twice is taken once.
public final class FileImport {

  /// A door that takes lines.
  public interface Door {
    Answer send(String lines);
  }

  /// What a door says.
  public record Answer(int status, String body) {}

  /// How far it has come.
  public record Settled(long lines, long taken, long kept, long rejected) {}

  private record Batch(List<Line> lines, int taken, int kept, Map<Line, String> rejects) {}

  private static final int BATCH = 500;
  // The door takes 1 MiB; a line may be longer than most.
  private static final int BATCH_LETTERS = 300_000;
  private static final int UNDER_WAY = 4;
  private static final JsonMapper JSON = new JsonMapper();

  private final Door door;
  private final Consumer<Settled> watcher;

  public FileImport(Door door, Consumer<Settled> watcher) {
    this.door = door;
    this.watcher = watcher;
  }

  /// Imports what is not imported yet.
  public Settled run(Path file) throws IOException {
    var noted = file.resolveSibling(file.getFileName() + ".progress");
    var progress = Progress.kept(noted, Files.size(file));
    try (var in = Files.newBufferedReader(file);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var reader = LineReader.of(file, in);
      for (var i = 0L; i < progress.lines(); i++) {
        reader.next();
      }
      try (var rejects = new Rejects(file, reader.head(), progress)) {
        var underWay = new ArrayDeque<Future<Batch>>();
        for (var batch = batch(reader); !batch.isEmpty(); batch = batch(reader)) {
          if (underWay.size() == UNDER_WAY) {
            progress = settle(underWay.remove(), progress, rejects, noted);
          }
          var lines = batch;
          underWay.add(threads.submit(() -> send(lines)));
        }
        while (!underWay.isEmpty()) {
          progress = settle(underWay.remove(), progress, rejects, noted);
        }
      }
    }
    return settled(progress);
  }

  private static List<Line> batch(LineReader reader) throws IOException {
    var batch = new ArrayList<Line>();
    var letters = 0;
    while (batch.size() < BATCH && letters < BATCH_LETTERS) {
      var line = reader.next();
      if (line.isEmpty()) {
        break;
      }
      batch.add(line.get());
      letters += line.get().json().length();
    }
    return batch;
  }

  private Progress settle(Future<Batch> under, Progress before, Rejects rejects, Path noted)
      throws IOException {
    var batch = get(under);
    for (var line : batch.lines()) {
      var why = batch.rejects().get(line);
      if (why != null) {
        rejects.add(line, why);
      }
    }
    var after =
        new Progress(
            before.size(),
            before.lines() + batch.lines().size(),
            before.taken() + batch.taken(),
            before.kept() + batch.kept(),
            before.rejected() + batch.rejects().size(),
            rejects.linesLength(),
            rejects.reasonsLength());
    after.keep(noted);
    watcher.accept(settled(after));
    return after;
  }

  private static Settled settled(Progress progress) {
    return new Settled(progress.lines(), progress.taken(), progress.kept(), progress.rejected());
  }

  private static Batch get(Future<Batch> batch) {
    try {
      return batch.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CannotStartException refusal) {
        throw refusal;
      }
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("The import was interrupted.", e);
    }
  }

  private Batch send(List<Line> lines) throws JsonProcessingException {
    var left = new ArrayList<>(lines);
    var rejects = new HashMap<Line, String>();
    while (!left.isEmpty()) {
      var answer = door.send(left.stream().map(Line::json).collect(Collectors.joining("\n")));
      var body = JSON.readTree(answer.body());
      if (answer.status() == 200) {
        return new Batch(lines, body.path("imported").asInt(), body.path("kept").asInt(), rejects);
      }
      var refused = refused(left, body);
      if (answer.status() != 400 || refused.isEmpty()) {
        throw new CannotStartException(
            "The import door answered %d: %s %s"
                .formatted(
                    answer.status(), body.path("title").asText(), body.path("detail").asText()));
      }
      rejects.putAll(refused);
      left.removeAll(refused.keySet());
    }
    return new Batch(lines, 0, 0, rejects);
  }

  private static Map<Line, String> refused(List<Line> sent, JsonNode body)
      throws JsonProcessingException {
    var refused = new HashMap<Line, String>();
    for (var problem : body.path("problems")) {
      var index = problem.path("line").asInt() - 1;
      if (index >= 0 && index < sent.size()) {
        var line = sent.get(index);
        var why = JSON.createObjectNode();
        why.put("line", line.number());
        why.set("field", problem.path("field"));
        why.set("message", problem.path("message"));
        why.set("french", problem.path("french"));
        refused.merge(line, JSON.writeValueAsString(why), (first, next) -> first + "\n" + next);
      }
    }
    return refused;
  }
}
