package fr.vigie.records.budgets;

import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.FileExported;
import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.contracts.records.DisclosureEvent.PortfolioSearched;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One event of an advisor's day, and those before it: a list that shares its tail, so that folding
/// a day costs one step an event, and states of a decision that is taken twice do not disturb each
/// other.
///
/// Thousands of days are remembered, so of an event there is no more here than somebody asks for,
/// and of showings no more than the newest: whoever opens the same record all day long fills no
/// memory with it.
///
/// @param id of the event
/// @param debits whether anybody was debited
/// @param event itself, where it is one of those that are asked for; most are showings
/// @param count of the list
/// @param showings how many of the list are no more than that
public record Noted(
    UUID id,
    Instant at,
    LocalDate day,
    boolean debits,
    boolean refused,
    @Nullable DisclosureEvent event,
    int count,
    int showings,
    @Nullable Noted before) {

  /// An alert names so many events.
  static final int MOST_EVIDENCE = 100;

  static Noted of(DisclosureEvent event, UUID id, Instant at, @Nullable Noted before) {
    var day = before != null && before.day().equals(event.day()) ? before.day() : event.day();
    var shown = isShowing(event);
    var noted =
        new Noted(
            id,
            at,
            day,
            !event.debits().isEmpty(),
            event.deed().outcome() == Outcome.REFUSED,
            shown ? null : event,
            1,
            shown ? 1 : 0,
            null);
    var all = noted.after(before);
    return all.showings() < 2 * MOST_EVIDENCE ? all : all.newest();
  }

  private Noted after(@Nullable Noted earlier) {
    return new Noted(
        id,
        at,
        day,
        debits,
        refused,
        event,
        earlier == null ? 1 : earlier.count() + 1,
        (event == null ? 1 : 0) + (earlier == null ? 0 : earlier.showings()),
        earlier);
  }

  private Noted newest() {
    var kept = new ArrayDeque<Noted>();
    var shown = 0;
    for (var noted = this; noted != null; noted = noted.before()) {
      if (noted.event() != null || shown++ < MOST_EVIDENCE) {
        kept.push(noted);
      }
    }
    @Nullable Noted all = null;
    for (var noted : kept) {
      all = noted.after(all);
    }
    return Objects.requireNonNull(all, "it holds this");
  }

  private static boolean isShowing(DisclosureEvent event) {
    return event instanceof RecordDisclosed
        || event instanceof FileExported
        || event instanceof PortfolioListed
        || event instanceof PortfolioSearched
        || (event instanceof PersonSought sought && !sought.persons().isEmpty());
  }
}
