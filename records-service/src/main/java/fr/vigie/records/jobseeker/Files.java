package fr.vigie.records.jobseeker;

import fr.vigie.records.jobseeker.JobSeeker.Contact;
import fr.vigie.records.jobseeker.JobSeeker.Identity;
import fr.vigie.records.jobseeker.JobSeeker.Path;
import fr.vigie.records.jobseeker.JobSeeker.Situation;
import fr.vigie.records.keys.DataKey;
import fr.vigie.records.keys.KeyWrap;
import fr.vigie.records.keys.Retention;
import fr.vigie.records.platform.Tables;
import fr.vigie.records.platform.UnavailableException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads files, and opens of each no more than was asked for. The only class that other rooms call;
/// what it opens may leave the service only after the event that says so.
@ApplicationScoped
public class Files {

  private static final String SHOWN =
      """
      select k.wrapped, f.identity, f.contact, f.situation, f.path
      from file f join person_key k on k.person = f.person and k.retention = 'file'
      where f.person = $1
      """;

  private static final String ALL_SHOWN =
      """
      select f.person, k.wrapped, f.identity, f.contact, f.situation, f.path
      from file f join person_key k on k.person = f.person and k.retention = 'file'
      where f.person = any($1::uuid[]) and not f.archived
      """;

  // So many cards are open before another thread is awake. Hundreds are milliseconds of work, and
  // the event loop has others to serve.
  private static final int A_FEW = 8;

  private static final String CARDS =
      """
      select f.person, k.wrapped, f.identity, f.situation
      from file f join person_key k on k.person = f.person and k.retention = 'file'
      where f.person = any($1::uuid[]) and not f.archived
      """;

  private static final String SITUATION =
      """
      select k.wrapped, f.situation
      from file f join person_key k on k.person = f.person and k.retention = 'file'
      where f.person = $1
      """;

  private static final String KNOWN = "select person from file where person = any($1::uuid[])";

  /// What of a file was wanted; null where it was not.
  public record Shown(
      @Nullable Identity identity,
      @Nullable Contact contact,
      @Nullable Situation situation,
      @Nullable Path path) {}

  /// What stands in a list.
  public record Card(UUID person, Identity identity, String category) {}

  private final Tables tables;
  private final KeyWrap wrap;

  Files(Tables tables, KeyWrap wrap) {
    this.tables = tables;
    this.wrap = wrap;
  }

  /// Of a person's file, no class is opened but these; fails with [UnavailableException] where
  /// there is no readable file, or not yet.
  public Uni<Shown> shown(UUID person, Set<FieldClass> classes) {
    return tables
        .run(SHOWN, Tuple.of(person))
        .map(rows -> {
          for (var row : rows) {
            return shown(key(person, row), row, classes);
          }
          throw new UnavailableException("no readable file, or not yet: person=" + person);
        });
  }

  /// The same of several persons; those without a readable file are absent.
  public Uni<Map<UUID, Shown>> shown(Collection<UUID> persons, Set<FieldClass> classes) {
    return tables
        .run(ALL_SHOWN, Tuple.of(persons.toArray(UUID[]::new)))
        .emitOn(Infrastructure.getDefaultWorkerPool())
        .map(rows -> {
          var all = new HashMap<UUID, Shown>();
          for (var row : rows) {
            var person = row.getUUID("person");
            all.put(person, shown(key(person, row), row, classes));
          }
          return all;
        });
  }

  /// Where a person stands; fails with [UnavailableException] where there is no readable file.
  public Uni<Situation> situation(UUID person) {
    return tables
        .run(SITUATION, Tuple.of(person))
        .map(rows -> {
          for (var row : rows) {
            return open(key(person, row), FieldClass.SITUATION, row, Situation.class);
          }
          throw new UnavailableException("no readable file, or not yet: person=" + person);
        });
  }

  private static Shown shown(DataKey key, Row row, Set<FieldClass> classes) {
    return new Shown(
        one(key, FieldClass.IDENTITY, row, classes, Identity.class),
        one(key, FieldClass.CONTACT, row, classes, Contact.class),
        one(key, FieldClass.SITUATION, row, classes, Situation.class),
        one(key, FieldClass.PATH, row, classes, Path.class));
  }

  private static <T> @Nullable T one(
      DataKey key, FieldClass fieldClass, Row row, Set<FieldClass> classes, Class<T> type) {
    return classes.contains(fieldClass) ? open(key, fieldClass, row, type) : null;
  }

  /// A person's NIR, in full.
  public Uni<String> nir(UUID person) {
    return part(person, FieldClass.NIR, JobSeeker.Identifiers.class)
        .map(found ->
            found
                .orElseThrow(() ->
                    new UnavailableException("no readable file, or not yet: person=" + person))
                .nir());
  }

  /// What is kept of a person's disability; empty where nothing is.
  public Uni<Optional<JobSeeker.Disability>> disability(UUID person) {
    return part(person, FieldClass.DISABILITY, JobSeeker.Disability.class);
  }

  private <T> Uni<Optional<T>> part(UUID person, FieldClass fieldClass, Class<T> type) {
    return tables
        .run(
            // The class is one of ours, never what somebody sent.
            """
            select k.wrapped, f.%1$s as sealed
            from file f join person_key k on k.person = f.person and k.retention = $2
            where f.person = $1 and f.%1$s is not null
            """
                .formatted(fieldClass.word()),
            Tuple.of(person, fieldClass.retention().word()))
        .map(rows -> {
          for (var row : rows) {
            var key =
                wrap.unwrap(person, fieldClass.retention(), row.getBuffer("wrapped").getBytes());
            return Optional.of(
                Seals.open(key, fieldClass, row.getBuffer("sealed").getBytes(), type));
          }
          return Optional.empty();
        });
  }

  /// Cards of those of the persons who have a readable file.
  public Uni<List<Card>> cards(Collection<UUID> persons) {
    return tables
        .run(CARDS, Tuple.of(persons.toArray(UUID[]::new)))
        .flatMap(rows -> {
          var read = Uni.createFrom().item(rows);
          return (rows.size() > A_FEW ? read.emitOn(Infrastructure.getDefaultWorkerPool()) : read)
              .map(this::cards);
        });
  }

  private List<Card> cards(RowSet<Row> rows) {
    var cards = new ArrayList<Card>(rows.size());
    for (var row : rows) {
      var person = row.getUUID("person");
      var key = key(person, row);
      cards.add(
          new Card(
              person,
              open(key, FieldClass.IDENTITY, row, Identity.class),
              open(key, FieldClass.SITUATION, row, Situation.class).category()));
    }
    return cards;
  }

  /// Those of the persons who have a file.
  public Uni<Set<UUID>> known(Collection<UUID> persons) {
    return tables
        .run(KNOWN, Tuple.of(persons.toArray(UUID[]::new)))
        .map(rows -> {
          var known = new HashSet<UUID>();
          rows.forEach(row -> known.add(row.getUUID("person")));
          return known;
        });
  }

  private DataKey key(UUID person, Row row) {
    return wrap.unwrap(person, Retention.FILE, row.getBuffer("wrapped").getBytes());
  }

  private static <T> T open(DataKey key, FieldClass fieldClass, Row row, Class<T> type) {
    return Seals.open(key, fieldClass, row.getBuffer(fieldClass.word()).getBytes(), type);
  }
}
