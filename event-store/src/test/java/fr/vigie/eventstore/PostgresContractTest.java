package fr.vigie.eventstore;

import fr.vigie.testkit.engine.EventStorageEngineContract;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.junit.jupiter.api.AfterAll;

class PostgresContractTest extends EventStorageEngineContract {

  private static final TestStore STORE = new TestStore();

  @AfterAll
  static void close() {
    STORE.close();
  }

  @Override
  protected EventStorageEngine engine() {
    return STORE.engine();
  }
}
