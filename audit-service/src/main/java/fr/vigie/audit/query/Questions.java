package fr.vigie.audit.query;

import fr.vigie.audit.forms.EventForm;
import fr.vigie.audit.forms.EventWriter;
import fr.vigie.audit.forms.LoggedEvent;
import fr.vigie.audit.forms.ReaderGoneException;
import fr.vigie.audit.views.TraceTables;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.kit.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The door: reads, writes down that it was asked for, and only then answers. It waits for the
/// database, and is called from threads that may.
@ApplicationScoped
public class Questions {

  private static final int PATIENCE_SECONDS = 10;
  private static final int ROWS_AT_A_TIME = 500;

  private static final int STREAMS = 4;
  private static final int WAITING = 16;

  private final Views views;
  private final Asked asked;
  private final Streams streams = new Streams(STREAMS, WAITING);

  Questions(Views views, Asked asked) {
    this.views = views;
    this.asked = asked;
  }

  /// A page of an answer.
  ///
  /// @param next what to give as `cursor` for the next page; null where this is the last
  /// @param end every leaf before this index was looked at
  public record Page(List<LoggedEvent> events, @Nullable String next, long end) {
    public Page {
      events = List.copyOf(events);
    }
  }

  /// Refuses filters that no question is made of.
  public static void check(Map<String, String> filters) {
    var parameters = new HashMap<String, List<String>>();
    filters.forEach((filter, value) -> parameters.put(filter, List.of(value)));
    var _ = Question.stream(parameters);
  }

  /// A page of what these parameters ask for.
  public Page answer(Map<String, List<String>> parameters, Caller auditor) throws SQLException {
    return answer(Question.events(parameters), auditor);
  }

  private Page answer(Question question, Caller auditor) throws SQLException {
    var page = views.read((connection, live, end) -> page(question, connection, live, end));
    asked.writeDown(
        auditor,
        new AuditEvent.EventsQueried(
            auditor.account(), question.used(), question.about(), page.events().size()));
    return page;
  }

  static Page page(Question question, Connection connection, TraceTables live, long end)
      throws SQLException {
    try (var query = prepare(connection, question.statement(live))) {
      query.setQueryTimeout(PATIENCE_SECONDS);
      try (var rows = query.executeQuery()) {
        var events = new ArrayList<LoggedEvent>();
        var last = 0L;
        var read = 0;
        while (rows.next()) {
          if (read++ == question.limit()) {
            return new Page(events, Long.toString(last), end);
          }
          last = rows.getLong(1);
          events.add(LoggedEvent.of(Views.read(rows)));
        }
        return new Page(events, null, end);
      }
    }
  }

  /// All of an answer, to be written once.
  Stream stream(Question question, EventForm form, Caller auditor) {
    streams.refuseWhereFull();
    asked.writeDown(
        auditor,
        new AuditEvent.EventsExported(
            auditor.account(), question.used(), question.about(), form.word()));
    return out -> streams.give(() -> write(question, form, out));
  }

  /// All of an answer.
  interface Stream {
    /// Writes it, once others have been read who came first.
    void writeTo(OutputStream out) throws IOException, SQLException;
  }

  private void write(Question question, EventForm form, OutputStream out)
      throws IOException, SQLException {
    try (var events = form.to(out)) {
      views.<Boolean>read((connection, live, _) -> write(question, events, connection, live));
    }
  }

  static boolean write(
      Question question, EventWriter events, Connection connection, TraceTables live)
      throws SQLException {
    try (var query = prepare(connection, question.statement(live))) {
      query.setFetchSize(ROWS_AT_A_TIME);
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          events.write(LoggedEvent.of(Views.read(rows)));
        }
      }
      return true;
    } catch (IOException e) {
      throw new ReaderGoneException(e);
    }
  }

  /// Why one event was allowed or refused, as it was written down then.
  Optional<Why> why(long index, Caller auditor) throws SQLException {
    var found = views.read((connection, live, _) -> Why.find(connection, live, index));
    var about = found.flatMap(why -> Optional.ofNullable(why.event().subject())).stream().toList();
    asked.writeDown(
        auditor,
        new AuditEvent.EventsQueried(
            auditor.account(), List.of("index"), about, found.isPresent() ? 1 : 0));
    return found;
  }

  private static PreparedStatement prepare(Connection connection, Question.Statement statement)
      throws SQLException {
    var query = connection.prepareStatement(statement.sql());
    var parameter = 1;
    for (var value : statement.values()) {
      query.setObject(parameter++, value);
    }
    return query;
  }
}
