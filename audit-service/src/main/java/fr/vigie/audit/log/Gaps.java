package fr.vigie.audit.log;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Holes in the positions of a source: an event that was published but is not here, was withheld on
/// the way, or was never published.
///
/// For each source the table keeps the position up to which everything is here. It only moves over
/// what is there, so looking again costs what came since, and a hole costs one look in the index.
@ApplicationScoped
public class Gaps {

  private static final int AHEAD = 5_000;
  private static final int LISTED = 100;

  private static final String ADVANCE =
      """
      with ahead as (
        select p.source,
          (select max(a.position) filter (where a.position = a.expected)
           from (select position, p.contiguous + row_number() over (order by position) as expected
                 from ((select position from leaf
                        where source = p.source and position > p.contiguous
                        order by position limit ?)
                       union
                       (select position from unreadable
                        where source = p.source and position > p.contiguous
                        order by position limit ?)) as both_kinds) as a) as reached
        from source_progress p
      )
      update source_progress p set contiguous = ahead.reached, stuck_since = null
      from ahead where ahead.source = p.source and ahead.reached > p.contiguous
      """;
  private static final String MARK =
      """
      update source_progress p
      set stuck_since = case when h.highest > p.contiguous then ?::timestamptz end
      from (select source, (select max(position) from leaf l where l.source = s.source) as highest
            from source_progress s) as h
      where h.source = p.source and (h.highest > p.contiguous) = (p.stuck_since is null)
      """;
  private static final String SOURCES =
      """
      select source, contiguous, stuck_since,
        coalesce((select max(position) from leaf l where l.source = p.source), 0) as highest
      from source_progress p order by source
      """;
  private static final String HOLES =
      """
      select before + 1, position - 1
      from (select position, lag(position, 1, ?) over (order by position) as before
            from ((select position from leaf where source = ? and position > ?)
                  union
                  (select position from unreadable where source = ? and position > ?)) as there
           ) as steps
      where position > before + 1 order by position limit ?
      """;

  private final DataSource database;
  private final LogSettings settings;
  private final Clock clock;
  private final AtomicInteger overdue = new AtomicInteger();

  Gaps(DataSource database, LogSettings settings, Clock clock, MeterRegistry metrics) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    metrics.gauge("vigie.audit.gaps.overdue", overdue);
  }

  /// Positions that are missing, both ends included.
  public record Hole(long first, long last) {}

  /// How far one source has come.
  ///
  /// @param contiguous every position up to this one is here
  /// @param highest the highest position that is here
  /// @param stuckSince since when the position after `contiguous` is missing; null where none is
  /// @param overdue it has been for longer than it may
  /// @param missing the first holes
  public record Source(
      String source,
      long contiguous,
      long highest,
      @Nullable Instant stuckSince,
      boolean overdue,
      List<Hole> missing) {

    public Source {
      missing = List.copyOf(missing);
    }
  }

  /// Looks at what came since, and counts the sources whose hole is older than it may be.
  public void look() throws SQLException {
    try (var connection = database.getConnection()) {
      while (advance(connection) > 0) {
        // there may be more
      }
      mark(connection);
      overdue.set((int) sources(connection).stream().filter(Source::overdue).count());
    }
  }

  /// Every source, with its holes.
  public List<Source> list() throws SQLException {
    try (var connection = database.getConnection()) {
      var all = new ArrayList<Source>();
      for (var source : sources(connection)) {
        all.add(source.stuckSince() == null ? source : withHoles(connection, source));
      }
      return all;
    }
  }

  private static int advance(Connection connection) throws SQLException {
    try (var update = connection.prepareStatement(ADVANCE)) {
      update.setInt(1, AHEAD);
      update.setInt(2, AHEAD);
      return update.executeUpdate();
    }
  }

  private void mark(Connection connection) throws SQLException {
    try (var update = connection.prepareStatement(MARK)) {
      update.setObject(1, OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC));
      update.executeUpdate();
    }
  }

  private List<Source> sources(Connection connection) throws SQLException {
    var all = new ArrayList<Source>();
    try (var query = connection.prepareStatement(SOURCES);
        var rows = query.executeQuery()) {
      while (rows.next()) {
        all.add(source(rows));
      }
    }
    return all;
  }

  private Source source(ResultSet row) throws SQLException {
    var stuck = row.getObject("stuck_since", OffsetDateTime.class);
    var since = stuck == null ? null : stuck.toInstant();
    var late = since != null && since.plus(settings.gapBound()).isBefore(clock.instant());
    return new Source(
        row.getString("source"),
        row.getLong("contiguous"),
        row.getLong("highest"),
        since,
        late,
        List.of());
  }

  private static Source withHoles(Connection connection, Source source) throws SQLException {
    var holes = new ArrayList<Hole>();
    try (var query = connection.prepareStatement(HOLES)) {
      query.setLong(1, source.contiguous());
      query.setString(2, source.source());
      query.setLong(3, source.contiguous());
      query.setString(4, source.source());
      query.setLong(5, source.contiguous());
      query.setInt(6, LISTED);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          holes.add(new Hole(rows.getLong(1), rows.getLong(2)));
        }
      }
    }
    return new Source(
        source.source(),
        source.contiguous(),
        source.highest(),
        source.stuckSince(),
        source.overdue(),
        holes);
  }
}
