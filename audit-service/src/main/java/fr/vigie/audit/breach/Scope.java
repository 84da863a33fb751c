package fr.vigie.audit.breach;

import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whose doing a breach is, and when.
///
/// @param accounts accounts that acted; with `sessions`, either one counts
/// @param sessions sign-in sessions
/// @param from not before
/// @param to before; null where it goes on
public record Scope(
    List<String> accounts, List<String> sessions, Instant from, @Nullable Instant to) {

  public Scope {
    accounts = List.copyOf(accounts);
    sessions = List.copyOf(sessions);
  }

  static Scope of(BreachOpened opened) {
    return new Scope(opened.accounts(), opened.sessions(), opened.from(), opened.to());
  }
}
