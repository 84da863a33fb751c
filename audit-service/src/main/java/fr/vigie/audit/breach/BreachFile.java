package fr.vigie.audit.breach;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.vigie.audit.forms.ReaderGoneException;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A breach, as a file of one JSON object a line, in constant memory: what it is about; each
/// person; each access with its proof, below the checkpoint it holds against; and at last the
/// numbers.
///
/// Persons come from the view, accesses from the entries in the log: the last line says whether
/// both agree, and without a last line the file is not whole.
final class BreachFile implements Closeable {

  private static final int PROVEN_AT_ONCE = 1_000;

  private final ObjectMapper json;
  private final SequenceWriter lines;
  private final @Nullable LeafProofs proofs;
  private final List<LoggedEntry> waiting = new ArrayList<>();
  private String checkpoint = "";
  private long persons;
  private long told;
  private long accesses;
  private long shown;
  private boolean proven = true;

  /// @param proofs null where none are wanted
  BreachFile(ObjectMapper json, OutputStream out, @Nullable LeafProofs proofs) throws IOException {
    this.json = json;
    this.proofs = proofs;
    this.lines =
        json.writer()
            .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .withRootValueSeparator("\n")
            .writeValues(out);
  }

  void write(BreachOpened opened, Exposed exposed, long end) throws SQLException {
    ObjectNode first = json.valueToTree(opened);
    line("breach", first.put("end", end));
    exposed.eachPerson(this::person);
    exposed.eachLeaf(leaf -> access(Views.read(leaf)));
    prove();
    line(
        "end",
        json.createObjectNode()
            .put("persons", persons)
            .put("accesses", accesses)
            .put("agrees", told == shown)
            .put("proven", proofs != null && proven));
  }

  private void person(Affected person) {
    persons++;
    told += person.accesses();
    line("person", json.valueToTree(person));
  }

  private void access(LoggedEntry entry) throws SQLException {
    accesses++;
    shown += entry.persons().size();
    waiting.add(entry);
    if (waiting.size() == PROVEN_AT_ONCE) {
      prove();
    }
  }

  private void prove() throws SQLException {
    var found =
        proofs == null || waiting.isEmpty()
            ? null
            : proofs.of(waiting.stream().map(LoggedEntry::index).toList()).orElse(null);
    proven = proven && (found != null || waiting.isEmpty());
    if (found != null && !found.note().equals(checkpoint)) {
      checkpoint = found.note();
      line("checkpoint", json.createObjectNode().put("note", checkpoint));
    }
    for (var i = 0; i < waiting.size(); i++) {
      var line = access(waiting.get(i), json);
      if (found != null) {
        line.set("proof", json.valueToTree(found.hashes().get(i)));
      }
      line("access", line);
    }
    waiting.clear();
  }

  private static ObjectNode access(LoggedEntry entry, ObjectMapper json) {
    var line = json.createObjectNode().put("index", entry.index());
    for (var name :
        List.of(
            "id",
            "time",
            "actor",
            "organisation",
            "agency",
            "session",
            "device",
            "network",
            "operation",
            "purpose",
            "basis")) {
      line.put(name, entry.attribute(name));
    }
    line.set("persons", json.valueToTree(entry.persons()));
    line.set("fieldClasses", json.valueToTree(entry.fieldClasses()));
    return line;
  }

  private void line(String kind, ObjectNode says) {
    try {
      ObjectNode line = json.createObjectNode().put("kind", kind);
      lines.write(line.setAll(says));
    } catch (IOException e) {
      throw new ReaderGoneException(e);
    }
  }

  /// Ends the last line; the stream below stays open.
  @Override
  public void close() throws IOException {
    lines.close();
  }
}
