package fr.vigie.audit.query;

import fr.vigie.audit.forms.LoggedEvent;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.TraceTables;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.Topics;
import fr.vigie.kit.ParisTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Why something was allowed or refused: what stood in the event when it was decided, and the event
/// that made the relation. Rules that change later change nothing here.
///
/// @param event what was decided
/// @param reason why not, where it was refused
/// @param basis the relation that allowed it
/// @param relation the event, earlier in the log, that last made that relation; null where there is
///   none, or where the decision is about no one person
/// @param policy the rules it was decided by: their numbers, as they were then
/// @param assurance `acr` of the session
/// @param methods `amr` of the session, as it was then
/// @param authenticatedAt when the actor last showed the factors
/// @param budget how many persons it had debited that day, this event included: told by the log, as
///   far as it goes up to the event
record Why(
    LoggedEvent event,
    @Nullable String reason,
    @Nullable String basis,
    @Nullable LoggedEvent relation,
    @Nullable String policy,
    @Nullable String assurance,
    @Nullable String methods,
    @Nullable String authenticatedAt,
    @Nullable String budget) {

  static Optional<Why> find(Connection connection, TraceTables tables, long index)
      throws SQLException {
    var found = Views.entries(connection, List.of(index));
    if (found.isEmpty()) {
      return Optional.empty();
    }
    var entry = found.getFirst();
    var relation = relation(connection, tables, entry);
    return Optional.of(
        new Why(
            LoggedEvent.of(entry),
            entry.said("reason"),
            entry.attribute("basis"),
            relation.map(LoggedEvent::of).orElse(null),
            recorded(entry, "policy"),
            recorded(entry, "acr"),
            recorded(entry, "amr"),
            recorded(entry, "authtime"),
            budget(connection, tables, entry)));
  }

  private static @Nullable String budget(
      Connection connection, TraceTables tables, LoggedEntry decided) throws SQLException {
    var recorded = recorded(decided, "budget");
    if (recorded != null || !decided.topic().equals(Topics.DISCLOSURES)) {
      return recorded;
    }
    var day = ParisTime.day(decided.time());
    var sql =
        """
        select count(distinct person) from %s e, unnest(e.persons) as person
        where e.actor = ? and e.topic = ? and e.index <= ? and e.time >= ? and e.time < ?
          and e.outcome = 'allowed' and e.subject is not null and e.field_classes <> '{}'
        """
            .formatted(tables.traces());
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, decided.attribute("actor"));
      query.setString(2, Topics.DISCLOSURES);
      query.setLong(3, decided.index());
      query.setObject(4, ParisTime.start(day).atOffset(ZoneOffset.UTC));
      query.setObject(5, ParisTime.start(day.plusDays(1)).atOffset(ZoneOffset.UTC));
      try (var row = query.executeQuery()) {
        row.next();
        return Long.toString(row.getLong(1));
      }
    }
  }

  private static @Nullable String recorded(LoggedEntry entry, String name) {
    var attribute = entry.attribute(name);
    return attribute == null ? entry.said(name) : attribute;
  }

  /// What makes a relation: an operation, on the person or on the account that acts.
  private record Making(String operation, boolean onActor) {
    static @Nullable Making of(@Nullable String basis) {
      return switch (basis) {
        case "portfolio" -> new Making("assign", false);
        case "co-follow-up" -> new Making("grant-co-follow-up", false);
        case "glass" -> new Making("break-glass", false);
        case "replacement" -> new Making("grant-replacement", true);
        case "reception-shift" -> new Making("open-shift", true);
        case null, default -> null;
      };
    }
  }

  private static Optional<LoggedEntry> relation(
      Connection connection, TraceTables tables, LoggedEntry decided) throws SQLException {
    var making = Making.of(decided.attribute("basis"));
    var person = decided.attribute("subject");
    if (person == null || making == null) {
      return Optional.empty();
    }
    var sql =
        """
        select p.index from (
          select p.index from %s p where p.person = ? and p.index < ? order by p.index desc offset 0) p
        cross join lateral (
          select e.operation, e.outcome from %s e where e.index = p.index offset 0) e
        where e.operation = ? and e.outcome <> 'refused' order by p.index desc limit 1
        """
            .formatted(tables.persons(), tables.traces());
    try (var query = connection.prepareStatement(sql)) {
      query.setString(1, making.onActor() ? decided.attribute("actor") : person);
      query.setLong(2, decided.index());
      query.setString(3, making.operation());
      try (var rows = query.executeQuery()) {
        return rows.next()
            ? Views.entries(connection, List.of(rows.getLong(1))).stream().findFirst()
            : Optional.empty();
      }
    }
  }
}
