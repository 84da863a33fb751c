package fr.vigie.audit.witness;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import javax.sql.DataSource;

/// What witnesses signed, as the database keeps it.
@ApplicationScoped
class Cosignatures {

  private static final String LAST =
      "select coalesce(max(size), 0) from cosignature where witness = ?";
  private static final String ADD =
      """
      insert into cosignature (size, witness, line) values (?, ?, ?)
      on conflict (size, witness) do nothing
      """;

  private final DataSource database;

  Cosignatures(DataSource database) {
    this.database = database;
  }

  /// The largest size this witness signed.
  long last(String witness) throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(LAST)) {
      query.setString(1, witness);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  void add(long size, String witness, String line) throws SQLException {
    try (var connection = database.getConnection();
        var insert = connection.prepareStatement(ADD)) {
      insert.setLong(1, size);
      insert.setString(2, witness);
      insert.setString(3, line);
      insert.executeUpdate();
    }
  }
}
