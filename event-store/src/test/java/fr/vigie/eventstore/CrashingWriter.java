package fr.vigie.eventstore;

import fr.vigie.contracts.Topics;
import fr.vigie.embedded.Database;
import fr.vigie.embedded.Login;
import fr.vigie.eventstore.TestStore.Deposited;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ThreadLocalRandom;

/// A service that writes and relays until it is killed: a JVM of its own. Each account's deposits
/// count 1, 2, 3, ...: a decision that read the past wrong would repeat or skip a number. Says `ack
/// POSITION ID` of each event once it is durable, and never before.
final class CrashingWriter {

  static final int ACCOUNTS = 12;
  private static final int WRITERS = 16;

  private CrashingWriter() {}

  /// Arguments: port, database, user, password, Kafka's address, service, number of writers.
  public static void main(String[] arguments) throws IOException {
    var login = new Login(arguments[2], arguments[3]);
    var database = new Database(arguments[1], Integer.parseInt(arguments[0]), login, login);
    var store = new TestStore(database);
    var events = new DecidingEventStore(store.engine(), TestStore.TYPES, Clock.systemUTC());
    var out = new PrintStream(System.out, true, StandardCharsets.US_ASCII);

    var relay = relay(store, arguments[4], arguments[5]);
    relay.start();
    for (var i = 0; i < Integer.parseInt(arguments[6]) && i < WRITERS; i++) {
      Thread.ofVirtual().start(() -> write(events, out));
    }
    out.println("ready");
    while (System.in.read() >= 0) {
      // Until whoever started us has gone.
    }
    Runtime.getRuntime().halt(0);
  }

  static Relay relay(TestStore store, String kafka, String service) {
    return new Relay(
        service,
        store.engine(),
        TestStore.TYPES,
        Map.of("bootstrap.servers", kafka),
        event -> Publication.of(Topics.RECORDS, ((Deposited) event.payload()).account(), event));
  }

  private static void write(EventStore events, PrintStream out) {
    while (true) {
      var account = "k" + ThreadLocalRandom.current().nextInt(ACCOUNTS);
      try {
        var receipt =
            events
                .decide(
                    Map.of(),
                    Boundary.of(TestStore.account(account)),
                    0,
                    (last, event) -> Math.max(last, ((Deposited) event.payload()).amount()),
                    last -> new Decision<>(List.of(new Deposited(account, last + 1)), true))
                .toCompletableFuture()
                .join()
                .appended()
                .getFirst();
        out.println("ack " + receipt.position() + " " + receipt.id());
      } catch (CompletionException fault) {
        if (!(fault.getCause() instanceof StoreUnavailableException
            || fault.getCause() instanceof StoreBusyException)) {
          out.println("fault " + fault.getCause());
        }
      }
    }
  }
}
