package fr.vigie.eventstore;

import fr.vigie.testkit.engine.EventStorageEngineContract;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;

/// Axon's engine for fast tests does the same.
class InMemoryContractTest extends EventStorageEngineContract {

  private static final EventStorageEngine ENGINE = new InMemoryEventStorageEngine();

  @Override
  protected EventStorageEngine engine() {
    return ENGINE;
  }
}
