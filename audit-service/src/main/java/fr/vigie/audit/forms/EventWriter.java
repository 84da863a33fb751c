package fr.vigie.audit.forms;

import java.io.Closeable;
import java.io.IOException;

/// Takes events one after the other. What was written is whole once it is closed.
public interface EventWriter extends Closeable {

  /// Writes the next one.
  void write(LoggedEvent event) throws IOException;
}
