package fr.vigie.audit.query;

import com.fasterxml.jackson.databind.ObjectMapper;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.eventstore.EventStore;
import fr.vigie.kit.Caller;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The door: reads a page, writes down that it was asked for, and only then answers.
@ApplicationScoped
class Questions {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Pool database;
  private final EventStore store;
  private final ObjectMapper json;

  Questions(Pool database, EventStore store, ObjectMapper json) {
    this.database = database;
    this.store = store;
    this.json = json;
  }

  /// A page of an answer.
  ///
  /// @param next what to give as `cursor` for the next page; null where this is the last
  record Page(List<LoggedEvent> events, @Nullable String next) {
    Page {
      events = List.copyOf(events);
    }
  }

  Uni<Page> answer(Question question, Caller auditor) {
    return ask(question)
        .map(rows -> page(question, rows))
        .call(page -> writeDown(question, auditor, page));
  }

  private Uni<RowSet<Row>> ask(Question question) {
    var statement = question.statement();
    return database
        .preparedQuery(statement.sql())
        .execute(Tuple.wrap(new ArrayList<>(statement.values())))
        .ifNoItem()
        .after(PATIENCE)
        .fail()
        .onFailure()
        .transform(LogUnavailableException::new);
  }

  private Uni<Void> writeDown(Question question, Caller auditor, Page page) {
    var queried =
        new AuditEvent.EventsQueried(auditor.account(), question.filters(), page.events().size());
    return Uni.createFrom()
        .completionStage(() -> store.append(auditor.attributes(), List.of(queried)))
        .replaceWithVoid();
  }

  private Page page(Question question, RowSet<Row> rows) {
    var events = new ArrayList<LoggedEvent>();
    for (var row : rows) {
      if (events.size() == question.limit()) {
        return new Page(events, Long.toString(events.getLast().index()));
      }
      events.add(event(row));
    }
    return new Page(events, null);
  }

  private LoggedEvent event(Row row) {
    try {
      var bytes = Objects.requireNonNull(row.getBuffer("entry"), "the column is never null");
      var entry = json.readTree(bytes.getBytes());
      return LoggedEvent.of(row.getLong("index"), name -> entry.path(name).textValue());
    } catch (IOException e) {
      throw new UncheckedIOException("a leaf holds no JSON: the log was altered", e);
    }
  }
}
