package fr.vigie.records.glass;

import fr.vigie.contracts.records.DisclosureEvent.GlassQueueShown;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.jobseeker.FieldClass;
import fr.vigie.records.jobseeker.Seals;
import fr.vigie.records.keys.KeyWrap;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Tables;
import fr.vigie.records.references.References;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What waits for a review: the oldest first. It is shown after an event says so.
@ApplicationScoped
class GlassQueue {

  /// One use.
  ///
  /// @param person the manager's own reference; the one in the log for the privacy officer
  /// @param words what the advisor wrote; null once the person is erased
  /// @param otherVerdict what the other role said; null as long as it has not
  record Use(
      UUID grant,
      String person,
      UUID advisor,
      String agency,
      String reason,
      @Nullable String words,
      List<String> fieldClasses,
      Instant brokenAt,
      Instant until,
      @Nullable String otherVerdict) {
    Use {
      fieldClasses = List.copyOf(fieldClasses);
    }

    @Override
    public String toString() {
      return "Use[" + grant + "]";
    }
  }

  record Page(List<Use> uses, Receipt receipt) {}

  private static final String WAITING =
      """
      select g.*, k.wrapped
      from glass g left join person_key k on k.person = g.person and k.retention = 'file'
      where g.organisation = $1 and g.advisor <> $2
        and case when $3 then g.officer_says is null
            else g.agency = $4 and g.manager_says is null end
      order by g.broken_at, g.reference
      limit 50
      """;

  private final EventStore store;
  private final Tables tables;
  private final KeyWrap wrap;
  private final References references;
  private final Clock clock;

  GlassQueue(EventStore store, Tables tables, KeyWrap wrap, References references, Clock clock) {
    this.store = store;
    this.tables = tables;
    this.wrap = wrap;
    this.references = references;
    this.clock = clock;
  }

  /// @param officer asks as the privacy officer: for the whole organisation
  Uni<Page> waiting(Asker reviewer, boolean officer, Map<String, String> attributes) {
    return tables
        .run(
            WAITING,
            Tuple.of(
                reviewer.organisation(),
                UUID.fromString(reviewer.account()),
                officer,
                reviewer.agency()))
        .map(rows -> uses(rows, reviewer, officer))
        .flatMap(uses ->
            InTime.of(() -> store.append(attributes, List.of(shown(reviewer, uses))))
                .map(receipts -> new Page(uses, receipts.getFirst())));
  }

  private GlassQueueShown shown(Asker reviewer, List<Use> uses) {
    return new GlassQueueShown(
        reviewer.account(),
        ParisTime.day(clock.instant()),
        uses.stream().map(use -> use.grant().toString()).toList());
  }

  private List<Use> uses(RowSet<Row> rows, Asker reviewer, boolean officer) {
    var uses = new ArrayList<Use>();
    for (var row : rows) {
      var person = row.getUUID("person");
      uses.add(
          new Use(
              row.getUUID("reference"),
              officer ? person.toString() : references.of(person, reviewer.account()),
              row.getUUID("advisor"),
              row.getString("agency"),
              row.getString("reason"),
              words(row),
              List.of(row.getArrayOfStrings("classes")),
              row.getOffsetDateTime("broken_at").toInstant(),
              row.getOffsetDateTime("until").toInstant(),
              row.getString(officer ? "manager_says" : "officer_says")));
    }
    return uses;
  }

  private @Nullable String words(Row row) {
    var wrapped = row.getBuffer("wrapped");
    if (wrapped == null) {
      return null;
    }
    var key = wrap.unwrap(row.getUUID("person"), Retention.FILE, wrapped.getBytes());
    return Seals.open(key, FieldClass.HISTORY, row.getBuffer("words").getBytes(), String.class);
  }
}
