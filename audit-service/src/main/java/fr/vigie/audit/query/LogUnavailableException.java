package fr.vigie.audit.query;

import java.io.Serial;

/// The log cannot be read now.
public final class LogUnavailableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  LogUnavailableException(Throwable cause) {
    super("the log cannot be read now", cause);
  }
}
