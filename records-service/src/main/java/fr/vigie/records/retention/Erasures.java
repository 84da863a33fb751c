package fr.vigie.records.retention;

import fr.vigie.contracts.Attribute;
import fr.vigie.eventstore.EventStore;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.keys.PersonKeys;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Tables;
import fr.vigie.records.retention.Erasure.Answer;
import fr.vigie.records.retention.Erasure.Erase;
import fr.vigie.records.vault.Vaults;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;

/// Erases: decides, appends, destroys the key. A crash after the event leaves the key to the view
/// that follows it, so that what is said to be erased is.
@ApplicationScoped
public class Erasures {
  private static final String DUE =
      """
      select person, rule, position from retention_due
      where due <= $1 order by due, person limit 200
      """;

  private final EventStore store;
  private final PersonKeys keys;
  private final Tables tables;
  private final Vaults vaults;
  private final Clock clock;

  Erasures(EventStore store, PersonKeys keys, Tables tables, Vaults vaults, Clock clock) {
    this.store = store;
    this.keys = keys;
    this.tables = tables;
    this.vaults = vaults;
    this.clock = clock;
  }

  /// Erases what may no longer be kept today, and puts away what nobody needs, some hundred at a
  /// time.
  ///
  /// @return how many were looked at
  Uni<Integer> sweep() {
    return sweep(ParisTime.day(clock.instant()));
  }

  Uni<Integer> sweep(LocalDate today) {
    var attributes = Map.of(Attribute.ACTOR.key(), "retention");
    return tables
        .run(DUE, Tuple.of(today))
        .flatMap(rows -> {
          var due = new ArrayList<Erase>();
          rows.forEach(row -> {
            var period = Period.of(row.getString("rule"));
            due.add(
                new Erase(
                    row.getUUID("person"), period.retention(), period, row.getLong("position")));
          });
          return Multi.createFrom()
              .iterable(due)
              .onItem()
              .transformToUniAndConcatenate(each ->
                  each.period() == Period.VAULT
                      ? vaults.archive(each.person(), each.asOf(), attributes).replaceWithVoid()
                      : erase(each, attributes).replaceWithVoid())
              .collect()
              .asList()
              .replaceWith(due.size());
        });
  }

  /// Erases everything of a person because somebody asked for it.
  public Uni<Boolean> onRequest(UUID person, Map<String, String> attributes) {
    return erase(new Erase(person, Retention.FILE, null, 0), attributes).map(Answer.ERASED::equals);
  }

  private Uni<Answer> erase(Erase command, Map<String, String> attributes) {
    return InTime.of(() ->
            store.decide(
                attributes,
                Erasure.boundary(command.person()),
                Erasure.NOTHING,
                Erasure::after,
                state -> Erasure.decide(command, state)))
        .flatMap(decided ->
            decided.answer() == Answer.ERASED
                ? keys.destroy(command.person(), command.retention()).replaceWith(decided.answer())
                : Uni.createFrom().item(decided.answer()));
  }
}
