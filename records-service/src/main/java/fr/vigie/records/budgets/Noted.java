package fr.vigie.records.budgets;

import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.FileExported;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of an advisor's day, and those before it: a list that shares its tail, so that folding
/// a day costs one step an event, and states of a decision that is taken twice do not disturb each
/// other.
///
/// Thousands of days are remembered, so of an event there is no more here than somebody asks for.
///
/// @param id of the event
/// @param debits whether anybody was debited
/// @param event itself, where it is one of those that are asked for; most are showings
/// @param count of the list
public record Noted(
    UUID id,
    Instant at,
    LocalDate day,
    boolean debits,
    boolean refused,
    @Nullable DisclosureEvent event,
    int count,
    @Nullable Noted before) {

  static Noted of(DisclosureEvent event, UUID id, Instant at, @Nullable Noted before) {
    var day = before != null && before.day().equals(event.day()) ? before.day() : event.day();
    return new Noted(
        id,
        at,
        day,
        !event.debits().isEmpty(),
        event.deed().outcome() == Outcome.REFUSED,
        isShowing(event) ? null : event,
        before == null ? 1 : before.count() + 1,
        before);
  }

  private static boolean isShowing(DisclosureEvent event) {
    return event instanceof RecordDisclosed
        || event instanceof FileExported
        || (event instanceof PersonSought sought && !sought.persons().isEmpty());
  }
}
