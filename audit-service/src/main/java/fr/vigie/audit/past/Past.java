package fr.vigie.audit.past;

import fr.vigie.audit.query.Asked;
import fr.vigie.audit.views.LoggedEntry;
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
      var sql =
          """
          select l.index, l.month, l.entry from %s p
          join %s e on e.index = p.index
          join leaf l on l.index = e.index and l.month = e.month
          where p.person = ? and e.time <= ? and e.outcome = 'done'
            and e.topic not in ('%s', '%s')
          order by l.index
          """
              .formatted(live.persons(), live.traces(), Topics.DISCLOSURES, Topics.AUDIT);
      try (var query = connection.prepareStatement(sql)) {
        query.setFetchSize(ROWS_AT_A_TIME);
        query.setString(1, reference);
        query.setObject(2, at.atOffset(ZoneOffset.UTC));
        var entries = new ArrayList<LoggedEntry>();
        try (var rows = query.executeQuery()) {
          while (rows.next()) {
            entries.add(Views.read(rows));
          }
        }
        return Standing.of(reference, at, end, entries);
      }
    });
  }
}
