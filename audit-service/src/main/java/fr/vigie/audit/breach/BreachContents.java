package fr.vigie.audit.breach;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.audit.forms.ReaderGoneException;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;

/// What is in a file, asked of the log now.
@ApplicationScoped
class BreachContents {

  // Each holds a connection for as long as its reader takes.
  private static final int STREAMS = 2;

  private final Views views;
  private final ObjectMapper json;
  private final LeafProofs proofs;
  private final Semaphore streams = new Semaphore(STREAMS);

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

  /// Everything, line by line.
  void write(BreachOpened opened, boolean proven, OutputStream out)
      throws IOException, SQLException {
    streams.acquireUninterruptibly();
    try (var file = new BreachFile(json, out, proven ? proofs : null)) {
      views.<Boolean>read((connection, live, end) -> {
        file.write(opened, new Exposed(connection, live, Scope.of(opened), end), end);
        return true;
      });
    } finally {
      streams.release();
    }
  }

  /// The persons alone, a JSON object each: the list of Article 34.
  void writePersons(BreachOpened opened, OutputStream out) throws IOException, SQLException {
    streams.acquireUninterruptibly();
    try (var lines = json.writer().withRootValueSeparator("\n").writeValues(out)) {
      views.<Boolean>read((connection, live, end) -> {
        new Exposed(connection, live, Scope.of(opened), end)
            .eachPerson(person -> {
              try {
                lines.write(person);
              } catch (IOException e) {
                throw new ReaderGoneException(e);
              }
            });
        return true;
      });
    } finally {
      streams.release();
    }
  }
}
