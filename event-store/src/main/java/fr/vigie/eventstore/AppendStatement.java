package fr.vigie.eventstore;

import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// A batch of appends, as the function `append_events` takes it: columns side by side.
final class AppendStatement {

  static final String SQL =
      "select append_events($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)";

  // Sets of types as text: as many as there are boundaries in the code.
  private static final Map<List<String>, String> TYPES = new ConcurrentHashMap<>();

  private AppendStatement() {}

  static Tuple of(List<Append> batch) {
    var sizes = batch.stream().map(append -> append.events().size()).toArray(Integer[]::new);
    var columns = Tuple.of(sizes);
    addGuards(columns, batch);
    addEvents(columns, batch);
    return columns;
  }

  private static void addGuards(Tuple columns, List<Append> batch) {
    var count = batch.stream().mapToInt(append -> append.guards().size()).sum();
    var appends = new Integer[count];
    var after = new Long[count];
    var tag = new @Nullable String[count];
    var types = new @Nullable String[count];
    var tags = new @Nullable String[count];
    var row = 0;
    for (var number = 0; number < batch.size(); number++) {
      for (var guard : batch.get(number).guards()) {
        var criterion = guard.criterion();
        var wanted = criterion.tags();
        appends[row] = number + 1;
        after[row] = guard.after();
        tag[row] = wanted.isEmpty() ? null : wanted.getFirst();
        types[row] = text(criterion.types());
        tags[row] = wanted.size() < 2 ? null : Criteria.array(wanted);
        row++;
      }
    }
    add(columns, appends, after, tag, types, tags);
  }

  private static @Nullable String text(List<String> types) {
    return types.isEmpty() ? null : TYPES.computeIfAbsent(types, Criteria::array);
  }

  private static void addEvents(Tuple columns, List<Append> batch) {
    var count = batch.stream().mapToInt(append -> append.events().size()).sum();
    var appends = new Integer[count];
    var ids = new UUID[count];
    var types = new String[count];
    var versions = new String[count];
    var times = new OffsetDateTime[count];
    var payloads = new String[count];
    var attributes = new String[count];
    var tags = new String[count];
    var row = 0;
    for (var number = 0; number < batch.size(); number++) {
      for (var event : batch.get(number).events()) {
        appends[row] = number + 1;
        ids[row] = event.id();
        types[row] = event.type();
        versions[row] = event.version();
        times[row] = event.time();
        payloads[row] = event.payload();
        attributes[row] = event.attributes();
        tags[row] = Criteria.array(event.tags());
        row++;
      }
    }
    add(columns, appends, ids, types, versions, times, payloads, attributes, tags);
  }

  private static void add(Tuple columns, Object... more) {
    for (var column : more) {
      columns.addValue(column);
    }
  }
}
