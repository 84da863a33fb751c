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
    try (var query = connection.prepareStatement(statement(tables))) {
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

  /// From the person to the events to their leaves, whatever PostgreSQL knows of its tables:
  /// `offset 0` keeps the parts apart, and each event is looked up by its index.
  static String statement(TraceTables tables) {
    return """
    select l.index, l.month, l.entry from (
      select e.index, e.month, e.time from (
        select p.index from %s p where p.person = ? offset 0) p
      cross join lateral (select e.* from %s e where e.index = p.index offset 0) e
      where e.time >= ? and e.time < ?
        and e.topic = ? and e.outcome = 'allowed' and e.field_classes <> '{}'
      order by e.time desc, e.index desc limit ?) f
    cross join lateral (
      select l.index, l.month, l.entry from leaf l
      where l.index = f.index and l.month = f.month offset 0) l
    order by f.time desc, f.index desc
    """
        .formatted(tables.persons(), tables.traces());
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
