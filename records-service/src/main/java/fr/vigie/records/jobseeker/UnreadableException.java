package fr.vigie.records.jobseeker;

import java.io.Serial;

/// What is sealed cannot be opened: the key was destroyed, or it is not the key of this.
public final class UnreadableException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  UnreadableException(String message, Throwable cause) {
    super(message, cause);
  }
}
