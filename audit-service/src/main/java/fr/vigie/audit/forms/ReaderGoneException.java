package fr.vigie.audit.forms;

import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;

/// Whoever asked for a stream does not take any more of it.
public final class ReaderGoneException extends UncheckedIOException {

  @Serial private static final long serialVersionUID = 1;

  /// @param cause what writing came to
  public ReaderGoneException(IOException cause) {
    super("the reader of a stream is gone", cause);
  }
}
