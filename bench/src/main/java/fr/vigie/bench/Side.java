package fr.vigie.bench;

import fr.vigie.bench.Application.Tokens;
import fr.vigie.embedded.ChildProcess;
import fr.vigie.testkit.TestKey;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What is done to one provider, and what came of it.
final class Side {

  private static final int CLIENTS = 4;
  private static final int MACHINES = 16;

  private final Application application;
  private final Application bound;
  private final Doors.Door door;
  private final Map<String, ChildProcess> servers;
  private final List<Tokens> held = new ArrayList<>();
  private final Staff staff = new Staff();
  private Chore signIns;
  private Chore refreshes;
  private Chore questions;
  private String access = "";

  /// @param ours whether it is identity-service
  /// @param servers that have to do with it
  Side(HttpClient http, String issuer, boolean ours, Map<String, ChildProcess> servers)
      throws Exception {
    this.servers = servers;
    var metadata = Application.discover(http, issuer);
    application = new Application(http, metadata, null);
    bound = new Application(http, metadata, new TestKey());
    door = ours ? Doors.ours(http, issuer, application) : Doors.keycloaks(http, application);
    var keyed = ours ? Doors.ours(http, issuer, bound) : Doors.keycloaks(http, bound);
    for (var i = 0; i < MACHINES; i++) {
      held.add(keyed.enter(staff.next().orElseThrow()));
    }
    signIns = new Chore(servers);
    refreshes = new Chore(servers);
    questions = new Chore(servers);
  }

  /// Does everything for a while, and forgets what came of it.
  void warmUp(Duration during) throws Exception {
    signIn(during.multipliedBy(2));
    refresh(during);
    ask(during.dividedBy(2));
    signIns = new Chore(servers);
    refreshes = new Chore(servers);
    questions = new Chore(servers);
  }

  void signIn(Duration during) throws Exception {
    signIns.round(
        CLIENTS,
        during,
        _ -> {
          var turn = staff.next();
          if (turn.isPresent()) {
            access = door.enter(turn.get()).access();
          }
          return turn.isPresent();
        });
  }

  void refresh(Duration during) throws Exception {
    refreshes.round(
        MACHINES,
        during,
        client -> {
          held.set(client, bound.refresh(held.get(client).refresh()));
          return true;
        });
  }

  void ask(Duration during) throws Exception {
    access = door.enter(staff.next().orElseThrow()).access();
    questions.round(
        MACHINES,
        during,
        _ -> {
          application.introspect(access);
          return true;
        });
  }

  Application application() {
    return application;
  }

  Staff staff() {
    return staff;
  }

  Chore signIns() {
    return signIns;
  }

  Chore refreshes() {
    return refreshes;
  }

  Chore questions() {
    return questions;
  }
}
