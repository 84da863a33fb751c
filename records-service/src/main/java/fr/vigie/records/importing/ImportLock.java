package fr.vigie.records.importing;

import fr.vigie.records.platform.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/// Lets imports run beside each other, over all replicas, or one of them alone.
///
/// A lock of the database, held by a transaction that does nothing else: whoever dies lets go.
@ApplicationScoped
class ImportLock {

  // A number of no meaning, ours in this database.
  private static final String SHARED = "select pg_advisory_xact_lock_shared(7215003)";
  private static final String ALONE = "select pg_advisory_xact_lock(7215003)";

  private final Pool pool;

  ImportLock(Pool pool) {
    this.pool = pool;
  }

  /// Does the work while others do theirs.
  <T> Uni<T> withOthers(Supplier<Uni<T>> work) {
    return locked(SHARED, work);
  }

  /// Does the work while nobody else does any.
  <T> Uni<T> alone(Supplier<Uni<T>> work) {
    return locked(ALONE, work);
  }

  private <T> Uni<T> locked(String lock, Supplier<Uni<T>> work) {
    return pool.withTransaction(connection ->
        connection
            .query(lock)
            .execute()
            .onFailure()
            .transform(fault -> new UnavailableException("no lock for an import", fault))
            .flatMap(_ -> work.get()));
  }
}
