package fr.vigie.kit.guard;

import fr.vigie.contracts.status.ActingStatus;
import fr.vigie.contracts.status.Scope;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/// Who may not act, in memory. Read by every request on any thread: three looks into maps, and
/// nothing made. Written by one thread.
final class ActingTable {

  private final ConcurrentMap<String, ActingStatus> accounts = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ActingStatus> sessions = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, ActingStatus> organisations = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, Long> ended = new ConcurrentHashMap<>();

  /// What is known of somebody. A part that a token does not name is not looked for.
  Verdict of(@Nullable String account, @Nullable String session, @Nullable String organisation) {
    if (isFrozen(accounts, account)
        || isFrozen(sessions, session)
        || isFrozen(organisations, organisation)) {
      return Verdict.FROZEN;
    }
    return session != null && ended.containsKey(session) ? Verdict.SESSION_ENDED : Verdict.MAY_ACT;
  }

  private static boolean isFrozen(
      ConcurrentMap<String, ActingStatus> table, @Nullable String reference) {
    if (reference == null) {
      return false;
    }
    var status = table.get(reference);
    return status != null && status.frozen();
  }

  /// Takes a status in.
  ///
  /// @return false where a newer one is known, or the same
  boolean take(ActingStatus status) {
    var table = table(status.scope());
    var known = table.get(status.target());
    if (known != null && known.position() >= status.position()) {
      return false;
    }
    table.put(status.target(), status);
    return true;
  }

  /// The session is over.
  ///
  /// @param until when no token of it can be good any more, as [System#nanoTime()] tells it
  void ended(String session, long until) {
    ended.put(session, until);
  }

  /// Forgets sessions whose tokens have all expired.
  void forget(long now) {
    ended.values().removeIf(until -> until - now < 0);
  }

  /// How many sessions are remembered as ended.
  int endedSessions() {
    return ended.size();
  }

  private ConcurrentMap<String, ActingStatus> table(String scope) {
    if (scope.equals(Scope.ACCOUNT.word())) {
      return accounts;
    }
    if (scope.equals(Scope.SESSION.word())) {
      return sessions;
    }
    if (scope.equals(Scope.ORGANISATION.word())) {
      return organisations;
    }
    throw new IllegalArgumentException("not a scope: " + scope);
  }
}
