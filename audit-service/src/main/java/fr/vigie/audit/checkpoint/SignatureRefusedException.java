package fr.vigie.audit.checkpoint;

import java.io.Serial;

/// The log in the database does not go on from what was signed before. It is not signed.
public final class SignatureRefusedException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  SignatureRefusedException(String what) {
    super(what);
  }
}
