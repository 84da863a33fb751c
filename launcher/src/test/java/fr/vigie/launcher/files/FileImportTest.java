package fr.vigie.launcher.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.embedded.CannotStartException;
import fr.vigie.launcher.files.FileImport.Answer;
import fr.vigie.launcher.files.FileImport.Settled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileImportTest {

  @TempDir Path folder;

  private final Queue<String> taken = new ConcurrentLinkedQueue<>();

  @Test
  void takes_what_is_good_and_sets_the_rest_apart_with_the_reason() throws IOException {
    var file = file("people.ndjson", lines(1, 1_200));

    var settled = run(file);

    assertThat(settled).isEqualTo(new Settled(1_200, 1_080, 0, 120));
    assertThat(taken).hasSize(1_080).doesNotHaveDuplicates();
    assertThat(Files.readAllLines(folder.resolve("people.rejects.ndjson")))
        .hasSize(120)
        .startsWith("{\"n\":10}", "{\"n\":20}");
    assertThat(Files.readAllLines(folder.resolve("people.rejects-why.ndjson")))
        .hasSize(120)
        .startsWith(
            "{\"line\":10,\"field\":\"n\",\"message\":\"is a ten\",\"french\":\"est une dizaine\"}");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("people.rejects.ndjson"))))
        .isEqualTo("rw-------");
  }

  @Test
  void goes_on_where_it_was_killed() throws IOException {
    var file = file("people.ndjson", lines(1, 5_000));
    var calls = new AtomicInteger();
    assertThatThrownBy(() ->
            new FileImport(
                    sent -> {
                      if (calls.incrementAndGet() > 9) {
                        throw new CannotStartException("killed");
                      }
                      return door(sent);
                    },
                    _ -> {})
                .run(file))
        .isInstanceOf(CannotStartException.class);
    var before = taken.size();

    var settled = run(file);

    assertThat(before).isBetween(1, 4_499);
    assertThat(settled).isEqualTo(new Settled(5_000, 4_500, 0, 500));
    assertThat(taken.stream().distinct()).hasSize(4_500);
    assertThat(Files.readAllLines(folder.resolve("people.rejects.ndjson")))
        .hasSize(500)
        .doesNotHaveDuplicates();
    assertThat(run(file)).isEqualTo(settled);
  }

  @Test
  void reads_csv_with_quotes_lines_in_cells_and_parts() throws IOException {
    var file =
        file(
            "people.csv",
            """
            \uFEFFn;goal;contract.hoursPerWeek;disability.recognised;contract.goal
            1;"a ""b""; c";15;true;
            2;"two
            lines";;false;x
            3;too few
            10;ten;;;
            """);

    var settled = run(file);

    assertThat(settled.lines()).isEqualTo(4);
    assertThat(taken)
        .containsExactly(
            "{\"n\":\"1\",\"goal\":\"a \\\"b\\\"; c\",\"contract\":{\"hoursPerWeek\":15},"
                + "\"disability\":{\"recognised\":true}}",
            "{\"n\":\"2\",\"goal\":\"two\\nlines\",\"disability\":{\"recognised\":false},"
                + "\"contract\":{\"goal\":\"x\"}}");
    assertThat(Files.readString(folder.resolve("people.rejects.csv")))
        .isEqualTo(
            """
            n;goal;contract.hoursPerWeek;disability.recognised;contract.goal
            3;too few
            10;ten;;;
            """);
    assertThat(Files.readString(folder.resolve("people.rejects-why.csv")))
        .contains("{\"line\":5,", "{\"line\":6,");
  }

  @Test
  void stops_at_a_door_that_takes_nothing_at_all() throws IOException {
    var file = file("people.ndjson", lines(1, 3));

    assertThatThrownBy(() ->
            new FileImport(_ -> new Answer(403, "{\"title\":\"Not yours\"}"), _ -> {}).run(file))
        .hasMessageContaining("403");
    assertThat(run(file)).isEqualTo(new Settled(3, 3, 0, 0));
  }

  private Settled run(Path file) throws IOException {
    return new FileImport(this::door, _ -> {}).run(file);
  }

  // Takes nobody where a line of a request is a ten or says nothing, and names up to 50 of those.
  private Answer door(String sent) {
    var lines = sent.lines().toList();
    var refused =
        IntStream.range(0, lines.size())
            .filter(i -> lines.get(i).matches(".*\"n\":\"?[0-9]*0\"?[,}].*|\\{}"))
            .limit(50)
            .mapToObj(i ->
                "{\"line\":%d,\"field\":\"n\",\"message\":\"is a ten\",\"french\":\"est une dizaine\"}"
                    .formatted(i + 1))
            .collect(Collectors.toCollection(java.util.ArrayList::new));
    if (!refused.isEmpty()) {
      return new Answer(400, "{\"problems\":[" + String.join(",", refused) + "]}");
    }
    taken.addAll(List.copyOf(lines));
    return new Answer(200, "{\"imported\":%d,\"kept\":0}".formatted(lines.size()));
  }

  private static String lines(int first, int last) {
    return IntStream.rangeClosed(first, last)
        .mapToObj("{\"n\":%d}\n"::formatted)
        .collect(Collectors.joining());
  }

  private Path file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
