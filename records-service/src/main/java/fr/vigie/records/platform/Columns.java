package fr.vigie.records.platform;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.lang.reflect.Array;
import java.util.List;

/// Rows that one statement takes all at once: each column is an array, and `unnest` makes rows of
/// them again. Where an import brings hundreds of rows a batch, a statement for each of them costs
/// the database more than the rows do.
public final class Columns {

  private Columns() {}

  /// Runs the statement once for all rows, and not at all where there are none.
  ///
  /// @param types of the columns, in order
  public static Future<?> run(
      SqlConnection connection, String sql, List<Tuple> rows, Class<?>... types) {
    if (rows.isEmpty()) {
      return Future.succeededFuture();
    }
    var columns = Tuple.tuple();
    for (var place = 0; place < types.length; place++) {
      var column = Array.newInstance(types[place], rows.size());
      for (var row = 0; row < rows.size(); row++) {
        Array.set(column, row, rows.get(row).getValue(place));
      }
      columns.addValue(column);
    }
    return connection.preparedQuery(sql).execute(columns);
  }
}
