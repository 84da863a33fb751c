package fr.vigie.audit.persons;

import fr.vigie.audit.persons.AccessList.Period;
import fr.vigie.audit.query.Asked;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.TraceTables;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;

/// The door: finds what was disclosed, writes down who asked, and only then answers.
@ApplicationScoped
public class Accesses {

  /// The most of one answer: some 80 a working day for a year.
  static final int MOST = 20_000;

  private static final int ROWS_AT_A_TIME = 1_000;
  private static final int PATIENCE_SECONDS = 30;

  private final Views views;
  private final Asked asked;

  Accesses(Views views, Asked asked) {
    this.views = views;
    this.asked = asked;
  }

  /// Everything disclosed in this period; empty where it is more than [#MOST].
  ///
  /// @param form `json` or `pdf`
  Optional<AccessList> of(Period period, String form, Caller auditor) throws SQLException {
    var list = views.read((connection, live, end) -> find(period, connection, live, end));
    asked.writeDown(
        auditor,
        new AuditEvent.AccessesShown(
            auditor.account(),
            period.person(),
            period.from(),
            period.to(),
            list.map(AccessList::total).orElse(0),
            form));
    return list;
  }

  static Optional<AccessList> find(
      Period period, Connection connection, TraceTables tables, long end) throws SQLException {
    var sql =
        """
        select l.index, l.month, l.entry from %s p
        join %s e on e.index = p.index
        join leaf l on l.index = e.index and l.month = e.month
        where p.person = ? and e.time >= ? and e.time < ?
          and e.topic = ? and e.outcome = 'allowed' and e.field_classes <> '{}'
        order by e.time desc, e.index desc limit ?
        """
            .formatted(tables.persons(), tables.traces());
    try (var query = connection.prepareStatement(sql)) {
      query.setFetchSize(ROWS_AT_A_TIME);
      query.setQueryTimeout(PATIENCE_SECONDS);
      query.setString(1, period.person());
      query.setObject(2, period.from().atOffset(ZoneOffset.UTC));
      query.setObject(3, period.to().atOffset(ZoneOffset.UTC));
      query.setString(4, Topics.DISCLOSURES);
      query.setInt(5, MOST + 1);
      var accesses = new ArrayList<Access>();
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          accesses.add(access(Views.read(rows)));
        }
      }
      return accesses.size() > MOST
          ? Optional.empty()
          : Optional.of(AccessList.of(period, end, accesses));
    }
  }

  private static Access access(LoggedEntry entry) {
    return new Access(
        entry.index(),
        entry.time(),
        entry.attribute("organisation"),
        entry.attribute("operation"),
        entry.attribute("purpose"),
        entry.attribute("basis"),
        entry.fieldClasses(),
        entry.persons().size() - 1);
  }
}
