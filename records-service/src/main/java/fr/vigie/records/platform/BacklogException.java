package fr.vigie.records.platform;

import java.io.Serial;

/// Too many events wait to be published: the log is too far behind to show anything more.
public final class BacklogException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  BacklogException(String message) {
    super(message);
  }
}
