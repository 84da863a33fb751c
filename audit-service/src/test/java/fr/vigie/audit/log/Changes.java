package fr.vigie.audit.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Single changes of a log, as whoever holds the database can make them.
final class Changes {

  /// Every table of the log, and where its rows lie.
  static final List<String> TABLES =
      List.of(
          "leaf",
          "tile",
          "tree_head",
          "source_range",
          "source_block",
          "checkpoint",
          "removed_month",
          "removed_range");

  /// Nothing is said about where it must be found.
  static final long ANYWHERE = -1;

  private static final List<String> EDITS =
      List.of(
          "tile set level = level + 1",
          "tile set number = number + 1",
          "tile set hashes = substring(hashes for 8191)",
          "tree_head set size = size + 1",
          "tree_head set size = size - 1",
          "tree_head set root = set_bit(root, 3, 1 - get_bit(root, 3))",
          "tree_head set month = month + 31",
          "tree_head set edge[1] = set_bit(edge[1], 9, 1 - get_bit(edge[1], 9))",
          "tree_head set edge = edge || ''::bytea",
          "source_range set source = source || 'x'",
          "source_range set accounted = not accounted",
          "source_range set first = first + 1",
          "source_range set last = last + 1",
          "source_block set source = source || 'x'",
          "source_block set accounted = not accounted",
          "source_block set block = block + 1",
          "source_block set positions = set_bit(positions, 77, 1 - get_bit(positions, 77))",
          "source_block set positions = set_byte(positions, 127, 255)",
          "removed_month set month = month + 31",
          "removed_month set first = first + 1",
          "removed_month set last = last - 1",
          "removed_month set notice = notice - 1",
          "removed_month set entry = set_bit(entry, 77, 1 - get_bit(entry, 77))",
          "removed_range set month = month + 31",
          "removed_range set source = source || 'x'",
          "removed_range set accounted = not accounted",
          "removed_range set first = first + 1",
          "removed_range set last = last + 1",
          "removed_range set last = 9223372036854775807",
          "checkpoint set size = size + 1",
          "checkpoint set number = number + 1",
          "checkpoint set root = set_bit(root, 3, 1 - get_bit(root, 3))",
          "checkpoint set note = note || ' '",
          "checkpoint set note = overlay(note placing 'x' from 9 for 1)",
          "checkpoint set note = overlay(note placing 'xyz' from length(note) - 30 for 3)");

  private final Random random = new Random(20_261_122);
  private final int leaves;
  private final int removed;

  /// A change of one table or of those that belong together.
  ///
  /// @param leaf at which it must be found (or at the one after, where `next`), or [#ANYWHERE]; of
  ///   one whose contents were removed, the stretch that it lies in must be
  record Change(
      String name, long leaf, boolean next, List<String> tables, List<String> statements) {

    Change(String name, long leaf, String table, String... statements) {
      this(name, leaf, false, List.of(table), List.of(statements));
    }

    @Override
    public String toString() {
      return name + " at " + leaf;
    }
  }

  /// @param removed so many leaves, at the beginning, have no contents any more
  Changes(int leaves, int removed) {
    this.leaves = leaves;
    this.removed = removed;
  }

  /// So many of each kind, at places of chance, always the same.
  List<Change> ofEachKind(int number) {
    var all = new ArrayList<Change>();
    for (var n = 0; n < number; n++) {
      all.add(bitFlip());
      for (var column : List.of("source", "topic", "id")) {
        all.add(columnEdit("leaf", column, column + " || 'x'"));
      }
      all.add(columnEdit("leaf", "position", "position + 100000"));
      all.add(columnEdit("leaf", "month", "month - 31"));
      all.add(delete("leaf"));
      all.add(swap());
      all.add(swapContents());
      all.add(tail());
      all.add(insert());
      for (var table : TABLES) {
        all.add(anyRow(table, "a row twice", "insert into %1$s select * from %1$s %2$s"));
        // That the newest checkpoint was taken away is known to whoever kept it, as in the other
        // test.
        all.add(
            anyRow(
                table,
                "a row gone",
                table.equals("checkpoint")
                    ? "delete from checkpoint where number = 1 + " + random.nextInt(20)
                    : "delete from %1$s %2$s"));
      }
      all.add(tileFlip());
      for (var edit : EDITS) {
        var table = edit.substring(0, edit.indexOf(' '));
        all.add(anyRow(table, edit, "update " + edit + " %2$s"));
      }
    }
    return all;
  }

  /// A leaf whose contents are there.
  private int leaf() {
    return removed + random.nextInt(leaves - removed);
  }

  /// Two of them, the lower one first.
  private int[] two() {
    return random.ints(removed, leaves).distinct().limit(2).sorted().toArray();
  }

  private Change anyRow(String table, String name, String statement) {
    var number = random.nextInt(1 << 20);
    var row =
        "where ctid = (select ctid from %1$s order by ctid offset %2$d %% (select count(*) from %1$s) limit 1)"
            .formatted(table, number);
    return new Change(
        name + " in " + table + ", row " + number,
        ANYWHERE,
        table,
        statement.formatted(table, row));
  }

  private Change bitFlip() {
    var at = leaf();
    var bit = "(%d %% (8 * octet_length(entry)))".formatted(random.nextInt(1 << 20));
    return new Change(
        "bit flip in entry",
        at,
        "leaf",
        "update leaf set entry = set_bit(entry, %1$s, 1 - get_bit(entry, %1$s)) where index = %2$d"
            .formatted(bit, at));
  }

  private Change tileFlip() {
    var at = random.nextInt(leaves / 256 * 256);
    return new Change(
        "bit flip in tile",
        at,
        "tile",
        "update tile set hashes = set_bit(hashes, %1$d, 1 - get_bit(hashes, %1$d)) where level = 0 and number = %2$d"
            .formatted(at % 256 * 256 + random.nextInt(256), at / 256));
  }

  private Change columnEdit(String table, String column, String value) {
    var at = leaf();
    return new Change(
        "edit of " + table + "." + column,
        at,
        column.equals("month"),
        List.of(table),
        List.of("update %s set %s = %s where index = %d".formatted(table, column, value, at)));
  }

  private Change delete(String table) {
    var at = leaf();
    return new Change(
        "deletion from " + table,
        at,
        table,
        "delete from %s where index = %d".formatted(table, at));
  }

  private Change swap() {
    var two = two();
    return new Change(
        "swap of leaves",
        two[0],
        "leaf",
        "update leaf set index = case index when %1$d then %2$d else %1$d end where index in (%1$d, %2$d)"
            .formatted(two[0], two[1]));
  }

  private Change swapContents() {
    var two = two();
    return new Change(
        "swap of entries",
        two[0],
        "leaf",
        """
        update leaf l set entry = o.entry, id = o.id, source = o.source, position = o.position,
          topic = o.topic
        from kept_leaf o where l.index in (%1$d, %2$d) and o.index = %1$d + %2$d - l.index\
        """
            .formatted(two[0], two[1]));
  }

  private Change tail() {
    var from = leaf();
    return new Change(
        "cut of the end",
        ANYWHERE,
        false,
        List.of("leaf"),
        List.of("delete from leaf where index >= " + from));
  }

  /// A leaf that was never there, with rows of its own.
  private Change insert() {
    var at = leaf();
    return new Change(
        "insertion",
        at,
        true,
        List.of("leaf"),
        List.of(
            "update leaf set index = index + 1 where index >= " + at,
            "insert into leaf select %1$d, month, id, source, position, topic, entry from leaf where index = %1$d + 1"
                .formatted(at)));
  }
}
