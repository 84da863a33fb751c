package fr.vigie.audit.query;

import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.StoreUnavailableException;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;

/// Writes down who asked for what. Called before an answer is given, from threads that may wait.
@ApplicationScoped
public class Asked {

  private final EventStore store;

  Asked(EventStore store) {
    this.store = store;
  }

  /// Returns once it is durable.
  public void writeDown(Caller caller, AuditEvent asked) {
    var _ = await(store.append(caller.attributes(), List.of(asked)));
  }

  /// What the store answers, waited for.
  public static <T> T await(CompletionStage<T> answer) {
    try {
      return answer.toCompletableFuture().get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException fault) {
        throw fault;
      }
      throw new StoreUnavailableException("the store did not answer", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreUnavailableException("the store was not waited for", e);
    }
  }
}
