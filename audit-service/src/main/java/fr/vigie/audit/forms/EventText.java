package fr.vigie.audit.forms;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Events one a line, as other programs read them.
final class EventText implements EventWriter {

  // A spreadsheet takes a cell that begins with one of these for a formula, and runs it.
  private static final Set<Character> FORMULAS = Set.of('=', '+', '-', '@', '\t', '\r', '\n');

  private static final Map<String, Function<LoggedEvent, @Nullable String>> COLUMNS = columns();

  private final EventForm form;
  private final SequenceWriter writer;

  EventText(EventForm form, OutputStream out) throws IOException {
    this.form = form;
    this.writer =
        (form == EventForm.CSV ? csv() : new ObjectMapper().writer().withRootValueSeparator("\n"))
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .writeValues(out);
  }

  private static ObjectWriter csv() {
    var schema = CsvSchema.builder();
    COLUMNS.keySet().forEach(schema::addColumn);
    return new CsvMapper().writer(schema.build().withHeader());
  }

  @Override
  public void write(LoggedEvent event) throws IOException {
    writer.write(form == EventForm.CSV ? cells(event) : event);
  }

  /// Ends the last line; the stream below stays open.
  @Override
  public void close() throws IOException {
    writer.close();
  }

  private static Map<String, String> cells(LoggedEvent event) {
    var cells = new LinkedHashMap<String, String>();
    COLUMNS.forEach((name, cell) -> cells.put(name, harmless(cell.apply(event))));
    return cells;
  }

  /// The text, and nothing that a spreadsheet would run.
  static String harmless(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    return FORMULAS.contains(text.charAt(0)) ? "'" + text : text;
  }

  private static Map<String, Function<LoggedEvent, @Nullable String>> columns() {
    var all = new LinkedHashMap<String, Function<LoggedEvent, @Nullable String>>();
    all.put("index", event -> Long.toString(event.index()));
    all.put("time", LoggedEvent::time);
    TextColumns.ALL.forEach((name, text) -> {
      if (name.equals("purpose")) {
        all.put("persons", event -> String.join(" ", event.persons()));
        all.put("fieldClasses", event -> String.join(" ", event.fieldClasses()));
      }
      all.put(name, text);
    });
    return all;
  }
}
