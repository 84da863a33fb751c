package fr.vigie.eventstore;

import io.vertx.pgclient.PgException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// What went wrong between us and the database.
final class Faults {

  private Faults() {}

  /// The server is there and says that it cannot serve now: going down, out of means, read-only,
  /// too slow. By SQLSTATE class; PostgreSQL's manual, appendix A.
  static boolean unavailable(PgException refusal) {
    var state = refusal.getSqlState();
    return state == null
        || state.startsWith("08") // connection
        || state.startsWith("25") // read-only: a standby
        || state.startsWith("3D") // no such database (any more)
        || state.startsWith("40") // rolled back by the server: a deadlock, for example
        || state.startsWith("53") // out of means
        || state.startsWith("55") // lock not available
        || state.startsWith("57") // canceled, shutting down, starting up
        || state.startsWith("58") // its own disk
        || state.startsWith("XX"); // its own fault
  }

  /// What a call of the database came to, as the store's callers know it: a refusal of the server's
  /// that has to do with what was asked, or no answer.
  static Throwable ofDatabase(Throwable fault) {
    var cause = root(fault);
    return switch (cause) {
      case PgException refusal when !unavailable(refusal) -> refusal;
      case PgException refusal ->
          new StoreUnavailableException("the database cannot serve", refusal);
      case StoreUnavailableException told -> told;
      case TimeoutException late -> new StoreUnavailableException("no answer in time", late);
      default -> new StoreUnavailableException("no connection", cause);
    };
  }

  /// There was no answer and will be none, which is known at once; another connection may do
  /// better.
  static boolean isLostConnection(Throwable fault) {
    return root(fault) instanceof StoreUnavailableException unavailable
        && !(unavailable.getCause() instanceof TimeoutException);
  }

  /// The cause under what futures wrap around it.
  static Throwable root(Throwable fault) {
    @Nullable Throwable cause = fault;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    return cause;
  }
}
