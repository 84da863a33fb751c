package fr.vigie.audit.breach;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import fr.vigie.audit.forms.ReaderGoneException;
import fr.vigie.audit.query.Streams;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/// What is in a file, asked of the log now.
@ApplicationScoped
class BreachContents {

  private static final int STREAMS = 2;
  private static final int WAITING = 4;

  private final Views views;
  private final ObjectMapper json;
  private final LeafProofs proofs;
  private final Streams streams = new Streams(STREAMS, WAITING);

  BreachContents(Views views, ObjectMapper json, LeafProofs proofs) {
    this.views = views;
    this.json = json;
    this.proofs = proofs;
  }

  /// The numbers.
  BreachFacts facts(BreachOpened opened) throws SQLException {
    return views.read(
        (connection, live, end) -> new Exposed(connection, live, Scope.of(opened), end).facts());
  }

  /// How far the view has come.
  long end() throws SQLException {
    return views.read((_, _, end) -> end);
  }

  /// Asked before a file is promised: a list is given out once.
  void refuseWhereFull() {
    streams.refuseWhereFull();
  }

  /// Everything, line by line.
  void write(BreachOpened opened, boolean proven, OutputStream out)
      throws IOException, SQLException {
    streams.give(() -> {
      try (var file = new BreachFile(json, out, proven ? proofs : null)) {
        views.<Boolean>read((connection, live, end) -> {
          file.write(opened, new Exposed(connection, live, Scope.of(opened), end), end);
          return true;
        });
      }
    });
  }

  /// The persons alone, a JSON object each: the list of Article 34.
  void writePersons(BreachOpened opened, OutputStream out) throws IOException, SQLException {
    streams.give(() -> {
      try (var lines = json.writer().withRootValueSeparator("\n").writeValues(out)) {
        views.<Boolean>read((connection, live, end) -> {
          new Exposed(connection, live, Scope.of(opened), end)
              .eachPerson(person -> line(lines, person));
          return true;
        });
      }
    });
  }

  private static void line(SequenceWriter lines, Affected person) {
    try {
      lines.write(person);
    } catch (IOException e) {
      throw new ReaderGoneException(e);
    }
  }
}
