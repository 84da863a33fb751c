package fr.vigie.audit.log;

import java.io.Serial;

/// The log in the database is shorter than, or other than, one that was seen before, by this
/// process or by a witness: a backup was restored, or somebody cut or rewrote it. Nothing may be
/// added to it.
public final class LogRewoundException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  LogRewoundException(long seen, long found) {
    this("the log had " + seen + " leaves when last seen; now it has " + found + ", or others");
  }

  LogRewoundException(String what) {
    super(what);
  }
}
