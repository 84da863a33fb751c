package fr.vigie.records.importing;

import fr.vigie.kit.Callers;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.records.platform.Outbox;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

/// Files from outside, as NDJSON: up to 1,000 lines a request, all of them or none. 1,000 lines of
/// this country's usual length are 0.7 MiB, so that the limit of 1 MiB a body holds here too.
@Path("/v1/imports/persons")
@RolesAllowed("service:launcher")
class ImportResource {

  private static final int MOST_LINES = 1000;
  private static final int MOST_PROBLEMS = 50;

  private final Registrations registrations;
  private final Outbox outbox;
  private final Callers callers;
  private final Clock clock;

  ImportResource(Registrations registrations, Outbox outbox, Callers callers, Clock clock) {
    this.registrations = registrations;
    this.outbox = outbox;
    this.callers = callers;
    this.clock = clock;
  }

  // Reading and checking a thousand lines is work for a worker thread, not for the event loop.
  @POST
  @Blocking
  @Consumes("application/x-ndjson")
  public Uni<Registrations.Imported> take(byte[] body) {
    var batch = batch(body);
    var attributes = callers.attributes();
    return outbox.whenItHasRoom().flatMap(_ -> registrations.register(batch, attributes));
  }

  private List<ImportLine> batch(byte[] body) {
    var lines = text(body).lines().toList();
    if (lines.isEmpty() || lines.size() > MOST_LINES) {
      throw invalid(
          List.of(
              new ImportProblem(
                  lines.size(),
                  "",
                  "a request has 1 to " + MOST_LINES + " lines",
                  "une requête a de 1 à " + MOST_LINES + " lignes")));
    }
    var problems = new ArrayList<ImportProblem>();
    var batch = new ArrayList<ImportLine>();
    var persons = new HashSet<>();
    var today = ParisTime.day(clock.instant());
    for (var i = 0; i < lines.size() && problems.size() < MOST_PROBLEMS; i++) {
      var read = ImportLines.read(lines.get(i), i + 1, today, problems);
      if (read != null && !persons.add(read.file().person())) {
        problems.add(
            new ImportProblem(
                i + 1,
                "person",
                "stands on an earlier line too",
                "figure déjà sur une ligne précédente"));
      } else if (read != null) {
        batch.add(Objects.requireNonNull(read));
      }
    }
    if (!problems.isEmpty()) {
      throw invalid(problems);
    }
    return batch;
  }

  private static String text(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      throw invalid(
          List.of(
              new ImportProblem(1, "", "the body is not UTF-8", "le corps n’est pas en UTF-8")));
    }
  }

  private static RuntimeException invalid(List<ImportProblem> problems) {
    return Problems.builder(
            400,
            "invalid-import",
            "The batch was not taken",
            "Nothing of it is stored. Correct the fields named and send the whole batch again.")
        .with("problems", problems)
        .build();
  }
}
