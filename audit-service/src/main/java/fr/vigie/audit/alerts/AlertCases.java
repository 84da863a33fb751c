package fr.vigie.audit.alerts;

import fr.vigie.audit.alerts.AlertCase.Answer;
import fr.vigie.audit.query.Asked;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.AlertCaseEvent;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decision;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// The door: lists alerts as the log has them, and keeps who sees to them. Called from threads that
/// may wait.
@ApplicationScoped
public class AlertCases {

  /// The newest that are listed.
  static final int SHOWN = 200;

  private static final EventTag REGISTER = EventTag.of("register", "alerts");

  private final Views views;
  private final EventStore store;
  private final Asked asked;
  private final Clock clock;

  AlertCases(Views views, EventStore store, Asked asked, Clock clock) {
    this.views = views;
    this.store = store;
    this.asked = asked;
    this.clock = clock;
  }

  /// By what an event is found again.
  public static Set<EventTag> tags(AlertCaseEvent event) {
    return Set.of(EventTag.of("case", event.alert()), REGISTER);
  }

  /// The newest alerts, newest first; the question is written down.
  List<SeenAlert> list(Caller caller) throws SQLException {
    var all = list();
    asked.writeDown(
        caller,
        new AuditEvent.EventsQueried(caller.account(), List.of("alerts"), List.of(), all.size()));
    return all;
  }

  List<SeenAlert> list() throws SQLException {
    var cases = cases();
    return alerts().stream()
        .map(entry -> {
          var alert = String.valueOf(entry.said("alert"));
          return SeenAlert.of(entry, cases.getOrDefault(alert, AlertCase.untouched(alert)));
        })
        .toList();
  }

  private List<LoggedEntry> alerts() throws SQLException {
    return views.read((connection, live, _) -> {
      var sql =
          """
          select l.index, l.month, l.entry from %s e
          join leaf l on l.index = e.index and l.month = e.month
          where e.operation = 'raise-alert' and e.topic = '%s' order by e.index desc limit %d
          """
              .formatted(live.traces(), Topics.ALERTS, SHOWN);
      var found = new ArrayList<LoggedEntry>();
      try (var query = connection.createStatement();
          var rows = query.executeQuery(sql)) {
        while (rows.next()) {
          found.add(Views.read(rows));
        }
      }
      return found;
    });
  }

  private Map<String, AlertCase> cases() {
    var all = new HashMap<String, AlertCase>();
    for (var stored : Asked.await(store.read(boundary(REGISTER)))) {
      var event = (AlertCaseEvent) stored.payload();
      all.merge(
          event.alert(),
          AlertCase.untouched(event.alert()).after(event),
          (before, _) -> before.after(event));
    }
    return all;
  }

  /// Takes it on; nothing where there is no such alert among the newest.
  Optional<Answer> acknowledge(String alert, Caller caller) throws SQLException {
    return handle(alert, caller, seenTo -> seenTo.acknowledge(caller.account(), now()));
  }

  /// Says what it was.
  Optional<Answer> close(String alert, String verdict, Caller caller) throws SQLException {
    return handle(alert, caller, seenTo -> seenTo.close(caller.account(), verdict, now()));
  }

  private Optional<Answer> handle(
      String alert, Caller caller, Function<AlertCase, Decision<Answer>> deciding)
      throws SQLException {
    return alerts().stream().anyMatch(entry -> alert.equals(entry.said("alert")))
        ? Optional.of(decide(alert, caller.attributes(), deciding))
        : Optional.empty();
  }

  /// Says again what nobody took on since then.
  void escalate(Instant since) throws SQLException {
    for (var alert : list()) {
      if (alert.state().equals("raised") && alert.at().isBefore(since)) {
        var _ =
            decide(
                alert.alert(),
                Map.of(
                    Attribute.ACTOR.key(),
                    "audit-service",
                    Attribute.CORRELATION.key(),
                    alert.alert()),
                seenTo -> seenTo.escalate(now()));
      }
    }
  }

  private Answer decide(
      String alert,
      Map<String, String> attributes,
      Function<AlertCase, Decision<Answer>> deciding) {
    return Asked.await(
            store.decide(
                attributes,
                boundary(EventTag.of("case", alert)),
                AlertCase.untouched(alert),
                (seenTo, event) -> seenTo.after((AlertCaseEvent) event.payload()),
                deciding))
        .answer();
  }

  private static Boundary boundary(EventTag tag) {
    return Boundary.of(tag, AlertCaseEvent.class);
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
