package fr.vigie.launcher.files;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Persons from CSV (RFC 4180): a header names the fields, `contract.goal` is the goal in the
/// contract, an empty cell is no field. Commas or semicolons, whichever the header has.
final class CsvLines implements LineReader {

  private static final JsonMapper JSON = new JsonMapper();
  private static final Set<String> NUMBERS = Set.of("contract.hoursPerWeek");
  private static final Set<String> FLAGS = Set.of("disability.recognised");

  private final BufferedReader in;
  private final String head;
  private final char comma;
  private final List<String> fields;
  private long number = 1;

  CsvLines(BufferedReader in) throws IOException {
    this.in = in;
    head = Optional.ofNullable(in.readLine()).orElse("").replace("\uFEFF", "");
    comma = head.indexOf(';') >= 0 ? ';' : ',';
    fields = cells(head).orElse(List.of());
  }

  @Override
  public String head() {
    return head + "\n";
  }

  @Override
  public Optional<Line> next() throws IOException {
    var text = in.readLine();
    if (text == null) {
      return Optional.empty();
    }
    var first = ++number;
    var cells = cells(text);
    // A quoted cell may go on in the next line.
    while (cells.isEmpty()) {
      var more = in.readLine();
      if (more == null) {
        break;
      }
      number++;
      text = text + "\n" + more;
      cells = cells(text);
    }
    return Optional.of(new Line(first, text, json(cells.orElse(List.of()))));
  }

  // A line with another number of cells is nobody, and the door says so.
  private String json(List<String> cells) {
    var person = JSON.createObjectNode();
    if (cells.size() == fields.size()) {
      for (var i = 0; i < cells.size(); i++) {
        if (!cells.get(i).isEmpty()) {
          put(person, fields.get(i), cells.get(i));
        }
      }
    }
    try {
      return JSON.writeValueAsString(person);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void put(ObjectNode person, String field, String cell) {
    var dot = field.indexOf('.');
    var into = dot < 0 ? person : person.withObject("/" + field.substring(0, dot));
    var name = field.substring(dot + 1);
    if (NUMBERS.contains(field) && cell.matches("[0-9]{1,4}")) {
      into.put(name, Integer.parseInt(cell));
    } else if (FLAGS.contains(field) && Set.of("true", "false").contains(cell)) {
      into.put(name, Boolean.parseBoolean(cell));
    } else {
      into.put(name, cell);
    }
  }

  // Empty where a quote is still open at the end.
  private Optional<List<String>> cells(String text) {
    var cells = new ArrayList<String>();
    var cell = new StringBuilder();
    var quoted = false;
    for (var i = 0; i < text.length(); i++) {
      var letter = text.charAt(i);
      if (quoted && letter == '"' && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        cell.append('"');
        i++;
      } else if (letter == '"') {
        quoted = !quoted;
      } else if (letter == comma && !quoted) {
        cells.add(cell.toString());
        cell.setLength(0);
      } else {
        cell.append(letter);
      }
    }
    cells.add(cell.toString());
    return quoted ? Optional.empty() : Optional.of(cells);
  }
}
