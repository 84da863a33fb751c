package fr.vigie.audit.siem;

import fr.vigie.audit.siem.SiemSettings.Form;
import fr.vigie.audit.siem.SiemTarget.Line;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.Views;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;

/// Hands the next leaves to a target. Of several replicas one does it at a time: it holds the row
/// that says how far the target has come, and moves it once the target has them.
final class Forwarding {

  private static final String BEGIN =
      "insert into siem_progress (target) values (?) on conflict do nothing";
  private static final String HOLD =
      "select next_index from siem_progress where target = ? for update skip locked";
  private static final String LEAVES =
      "select index, month, entry from leaf where index >= ? order by index limit ?";
  private static final String REACHED = "update siem_progress set next_index = ? where target = ?";

  private final DataSource database;
  private final Form form;
  private final int batch;

  Forwarding(DataSource database, Form form, int batch) {
    this.database = database;
    this.form = form;
    this.batch = batch;
  }

  /// Hands on one batch.
  ///
  /// @return whether there may be more
  boolean forward(SiemTarget target) throws SQLException, IOException, InterruptedException {
    try (var connection = database.getConnection()) {
      begin(connection, target);
      connection.setAutoCommit(false);
      try {
        var more = forward(connection, target);
        connection.commit();
        return more;
      } finally {
        connection.rollback();
        connection.setAutoCommit(true);
      }
    }
  }

  private static void begin(Connection connection, SiemTarget target) throws SQLException {
    try (var insert = connection.prepareStatement(BEGIN)) {
      insert.setString(1, target.name());
      insert.executeUpdate();
    }
  }

  private boolean forward(Connection connection, SiemTarget target)
      throws SQLException, IOException, InterruptedException {
    var entries = new ArrayList<LoggedEntry>();
    try (var hold = connection.prepareStatement(HOLD)) {
      hold.setString(1, target.name());
      try (var row = hold.executeQuery()) {
        if (!row.next()) {
          return false;
        }
        try (var query = connection.prepareStatement(LEAVES)) {
          query.setLong(1, row.getLong(1));
          query.setInt(2, batch);
          read(query, entries);
        }
      }
    }
    if (entries.isEmpty()) {
      return false;
    }
    target.take(entries.stream().map(this::line).toList());
    try (var update = connection.prepareStatement(REACHED)) {
      update.setLong(1, entries.getLast().index() + 1);
      update.setString(2, target.name());
      update.executeUpdate();
    }
    return entries.size() == batch;
  }

  private static void read(PreparedStatement query, List<LoggedEntry> entries) throws SQLException {
    try (var rows = query.executeQuery()) {
      while (rows.next()) {
        entries.add(Views.read(rows));
      }
    }
  }

  private Line line(LoggedEntry entry) {
    var json =
        switch (form) {
          case OCSF -> Ocsf.of(entry);
          case CLOUDEVENTS -> entry.json().put("leafindex", Long.toString(entry.index()));
        };
    return new Line(
        Objects.requireNonNullElse(entry.attribute("actor"), "unknown"), json.toString());
  }
}
