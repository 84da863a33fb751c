package fr.vigie.audit.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What files of events say.
class EventFormTest {

  @TempDir Path folder;

  private static LoggedEvent event(int index) {
    return new LoggedEvent(
        index,
        "2026-01-05T09:00:00.123456Z",
        "records.record-disclosed.v1",
        "/vigie/records-service",
        "advisor-" + index % 7,
        "FT",
        "FT-01",
        "session-1",
        index % 2 == 0 ? null : "device-1",
        "10.1.2.0/24",
        "read",
        "allowed",
        "person-" + index,
        IntStream.range(0, index % 3).mapToObj(i -> "person-" + i).toList(),
        List.of("identity", "contact"),
        "interview",
        "portfolio",
        "c-" + index,
        "id-" + index);
  }

  private static byte[] written(EventForm form, List<LoggedEvent> events) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var writer = form.to(out)) {
      for (var event : events) {
        writer.write(event);
      }
    }
    return out.toByteArray();
  }

  private List<Group> rows(byte[] parquet) throws IOException {
    var file = Files.write(folder.resolve("events.parquet"), parquet);
    var rows = new ArrayList<Group>();
    try (var reader =
        new ParquetReader.Builder<Group>(
            new LocalInputFile(file), new PlainParquetConfiguration()) {
          @Override
          protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
          }
        }.build()) {
      for (var row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }
    return rows;
  }

  private static List<String> texts(Group row, String list) {
    var elements = row.getGroup(list, 0);
    return IntStream.range(0, elements.getFieldRepetitionCount("list"))
        .mapToObj(i -> elements.getGroup("list", i).getString("element", 0))
        .toList();
  }

  @Test
  void columns_say_what_the_events_say() throws IOException {
    var events = IntStream.range(0, 5_000).mapToObj(EventFormTest::event).toList();

    var rows = rows(written(EventForm.PARQUET, events));

    assertThat(rows).hasSameSizeAs(events);
    for (var i = 0; i < rows.size(); i++) {
      var row = rows.get(i);
      var event = events.get(i);
      assertThat(row.getLong("index", 0)).isEqualTo(event.index());
      assertThat(row.getLong("time", 0)).isEqualTo(1_767_603_600_123_456L);
      assertThat(texts(row, "persons")).isEqualTo(event.persons());
      assertThat(texts(row, "fieldClasses")).isEqualTo(event.fieldClasses());
      TextColumns.ALL.forEach((name, column) -> {
        var there = row.getFieldRepetitionCount(name) == 1;
        assertThat(there ? row.getString(name, 0) : null).isEqualTo(column.apply(event));
      });
    }
  }

  @Test
  void an_event_that_says_nothing_has_a_row() throws IOException {
    var silent =
        new LoggedEvent(
            7,
            "yesterday",
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            List.of(),
            List.of(),
            null,
            null,
            null,
            null);

    var row = rows(written(EventForm.PARQUET, List.of(silent))).getFirst();

    assertThat(row.getLong("index", 0)).isEqualTo(7);
    assertThat(row.getFieldRepetitionCount("time")).isZero();
  }

  @ParameterizedTest
  @EnumSource(EventForm.class)
  void a_file_without_events_can_be_read(EventForm form) throws IOException {
    var file = written(form, List.of());

    if (form == EventForm.PARQUET) {
      assertThat(rows(file)).isEmpty();
    } else {
      assertThat(file.length).isLessThan(200);
    }
  }

  @Test
  void no_cell_is_a_formula() {
    for (var text : List.of("=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1")) {
      assertThat(EventText.harmless(text)).startsWith("'");
    }
    assertThat(EventText.harmless("advisor-1")).isEqualTo("advisor-1");
    assertThat(EventText.harmless(null)).isEmpty();
  }
}
