package fr.vigie.records.terms;

import fr.vigie.records.platform.Tables;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;

/// Asks the index. What it says stays inside: who is found is shown by a decision alone.
@ApplicationScoped
public class BlindIndexes {

  // One person may have two files, and two persons one number: mistakes of the registers.
  private static final String BY_NUMBER =
      "select person from blind_index where number = any($1::uuid[]) limit 4";
  private static final String BY_NIR =
      "select person from blind_index where nir = any($1::uuid[]) limit 4";

  private final Tables tables;
  private final BlindKeys keys;

  BlindIndexes(Tables tables, BlindKeys keys) {
    this.tables = tables;
    this.keys = keys;
  }

  /// Those who bear the number; hardly ever more than one.
  public Uni<List<UUID>> find(NumberTerm term) {
    var hashes = keys.all(term.kind(), term.text()).toArray(UUID[]::new);
    return tables
        .run(term.kind().equals(NumberTerm.NIR) ? BY_NIR : BY_NUMBER, Tuple.of(hashes))
        .map(rows -> {
          var persons = new LinkedHashSet<UUID>();
          rows.forEach(row -> persons.add(row.getUUID(0)));
          return List.copyOf(persons);
        });
  }
}
