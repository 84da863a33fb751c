package fr.vigie.audit.retention;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import javax.sql.DataSource;

/// The months whose contents are in the log.
@ApplicationScoped
class Months {

  // Partitions are named by their month: no leaf is read to list them.
  private static final String THERE =
      """
      select to_date(substr(c.relname, 6), 'YYYY_MM')
      from pg_inherits i join pg_class c on c.oid = i.inhrelid
      where i.inhparent = 'leaf'::regclass order by 1
      """;
  private static final String CONTENTS =
      """
      select (select count(*) from leaf where month = given.month), month_digest(given.month)
      from (values (?::date)) as given (month)
      """;
  private static final String NOTICE =
      """
      select index from leaf where id = ? and source = '/vigie/audit-service'
        and exists (select from checkpoint where size > index)
      """;
  private static final String REMOVE = "select remove_month(?, ?)";

  private final DataSource database;

  Months(DataSource database) {
    this.database = database;
  }

  /// Their first days, the oldest first.
  List<LocalDate> there() throws SQLException {
    var all = new ArrayList<LocalDate>();
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(THERE);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(rows.getObject(1, LocalDate.class));
      }
    }
    return all;
  }

  /// What arrived in a month: how many leaves, and a digest of their positions.
  record Contents(int leaves, String positions) {}

  /// Counts a month's leaves.
  Contents contents(LocalDate month) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(CONTENTS)) {
      query.setObject(1, month);
      try (var row = query.executeQuery()) {
        row.next();
        return new Contents(Math.toIntExact(row.getLong(1)), row.getString(2));
      }
    }
  }

  /// The leaf of an event of ours, once it is under a checkpoint.
  OptionalLong signedLeaf(String event) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(NOTICE)) {
      query.setString(1, event);
      try (var row = query.executeQuery()) {
        return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
      }
    }
  }

  /// Removes a month's contents.
  ///
  /// @param notice the leaf that says so
  void remove(LocalDate month, long notice) throws SQLException {
    try (var connection = database.getConnection();
        var call = connection.prepareStatement(REMOVE)) {
      call.setObject(1, month);
      call.setLong(2, notice);
      call.execute();
    }
  }
}
