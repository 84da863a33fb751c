package fr.vigie.audit.past;

import fr.vigie.audit.query.Asked;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.TraceTables;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// The door: reads what the log says of a reference up to an instant, writes down that it was asked
/// for, and only then answers.
@ApplicationScoped
public class Past {

  /// Instead of a reference: the rules that decisions went by.
  private static final String RULES = "policy";

  private static final int ROWS_AT_A_TIME = 1_000;

  private final Views views;
  private final Asked asked;

  Past(Views views, Asked asked) {
    this.views = views;
    this.asked = asked;
  }

  Standing of(String reference, Instant at, Caller auditor) throws SQLException {
    var standing = of(views, reference, at);
    asked.writeDown(
        auditor,
        new AuditEvent.EventsQueried(
            auditor.account(), List.of("at"), List.of(reference), standing.held().size()));
    return standing;
  }

  /// Reads, shows and questions change nothing, and are the most: they are left in the database.
  static Standing of(Views views, String reference, Instant at) throws SQLException {
    return views.read((connection, live, end) -> {
      var sql = reference.equals(RULES) ? rules(live) : changes(live);
      try (var query = connection.prepareStatement(sql)) {
        query.setFetchSize(ROWS_AT_A_TIME);
        for (var i = 0; i < 2; i++) {
          query.setString(2 * i + 1, reference);
          query.setObject(2 * i + 2, at.atOffset(ZoneOffset.UTC));
        }
        var entries = new ArrayList<LoggedEntry>();
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            entries.add(Views.read(rows));
          }
        }
        return new Standing(reference, at, end, Fold.at(at, entries));
      }
    });
  }

  // What was done to it, and the glass that it broke: that is done to a person.
  private static String changes(TraceTables live) {
    return """
    select l.index, l.month, l.entry from (
      select e.index, e.month from (select p.index from %s p where p.person = ? offset 0) p
      cross join lateral (select e.* from %s e where e.index = p.index offset 0) e
      where e.time <= ? and e.outcome = 'done' and e.topic not in ('%s', '%s')
      union
      select e.index, e.month from %s e
      where e.actor = ? and e.time <= ? and e.outcome = 'done' and e.operation = 'break-glass'
    ) as e join leaf l on l.index = e.index and l.month = e.month
    order by l.index
    """
        .formatted(live.persons(), live.traces(), Topics.DISCLOSURES, Topics.AUDIT, live.traces());
  }

  // What two officers put in force, where detectors drew their lines, and what the last disclosures
  // say they were decided by.
  private static String rules(TraceTables live) {
    return """
    select l.index, l.month, l.entry from (
      (select distinct on (e.operation) e.index, e.month from %s e
       where ? = 'policy' and e.operation in ('approve-policy', 'set-lines')
         and e.outcome = 'done' and e.time <= ?
       order by e.operation, e.index desc)
      union
      (select e.index, e.month from %s e
       where ? = 'policy' and e.topic = '%s' and e.time <= ?
       order by e.time desc limit 50)
    ) as e join leaf l on l.index = e.index and l.month = e.month
    order by l.index
    """
        .formatted(live.traces(), live.traces(), Topics.DISCLOSURES);
  }
}
