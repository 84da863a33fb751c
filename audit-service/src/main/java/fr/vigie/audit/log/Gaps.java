package fr.vigie.audit.log;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/// Holes in the positions of a source: an event that was published but is not here, was withheld on
/// the way, or was never published.
@ApplicationScoped
public class Gaps {

  private static final int LISTED = 100;

  private static final String RANGES =
      """
      select source, first, last, null::bigint, null::bytea from source_range where accounted
      union all
      select source, block * 1024 + 1, null, block, positions from source_block where accounted
      order by 1, 2
      """;

  private final DataSource database;
  private final LogSettings settings;
  private final Clock clock;
  private final AtomicInteger overdue = new AtomicInteger();
  private final Map<String, Noticed> noticed = new ConcurrentHashMap<>();

  Gaps(DataSource database, LogSettings settings, Clock clock, MeterRegistry metrics) {
    this.database = database;
    this.settings = settings;
    this.clock = clock;
    metrics.gauge("vigie.audit.gaps.overdue", overdue);
  }

  private record Noticed(long position, Instant since) {}

  /// Positions that are missing, both ends included.
  public record Hole(long first, long last) {}

  /// How far one source has come.
  ///
  /// @param contiguous every position up to this one is here
  /// @param highest the highest position that is here
  /// @param stuckSince since when this replica has seen that the position after `contiguous` is
  ///   missing; null where none is
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

  /// Every source, with its holes; notes those that are there for the first time.
  ///
  /// @return those whose hole is older than it may be
  public List<Source> look() throws SQLException {
    var late = list().stream().filter(Source::overdue).toList();
    overdue.set(late.size());
    return late;
  }

  /// Every source, with its holes.
  public List<Source> list() throws SQLException {
    var all = new ArrayList<Source>();
    try (var connection = database.getConnection();
        var query = connection.prepareStatement(RANGES);
        var rows = query.executeQuery()) {
      @Nullable Line line = null;
      while (rows.next()) {
        var source = rows.getString(1);
        if (line == null || !line.source.equals(source)) {
          addIfAny(all, line);
          line = new Line(source);
        }
        var bits = rows.getBytes(5);
        if (bits == null) {
          line.reach(rows.getLong(2), rows.getLong(3));
        } else {
          Block.read(bits).forEach(rows.getLong(4), line::reach);
        }
      }
      addIfAny(all, line);
    }
    return all;
  }

  private void addIfAny(List<Source> all, @Nullable Line line) {
    if (line != null) {
      all.add(source(line));
    }
  }

  private Source source(Line line) {
    if (line.holes.isEmpty()) {
      noticed.remove(line.source);
      return new Source(line.source, line.highest, line.highest, null, false, List.of());
    }
    var missing = line.holes.getFirst().first();
    var now = clock.instant();
    var seen =
        noticed.compute(
            line.source,
            (_, before) ->
                before != null && before.position == missing ? before : new Noticed(missing, now));
    var late = seen.since.plus(settings.gapBound()).isBefore(now);
    return new Source(line.source, missing - 1, line.highest, seen.since, late, line.holes);
  }

  /// One source's stretches, in order, and what lies between them.
  private static final class Line {
    private final String source;
    private final List<Hole> holes = new ArrayList<>();
    private long highest;

    Line(String source) {
      this.source = source;
    }

    void reach(long position) {
      reach(position, position);
    }

    void reach(long first, long last) {
      if (first > highest + 1 && holes.size() < LISTED) {
        holes.add(new Hole(highest + 1, first - 1));
      }
      highest = last;
    }
  }
}
