package fr.vigie.eventstore;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What this process remembers of the criteria it decided on lately, so that a decision reads only
/// what it does not know.
///
/// Idea: an advisor who opens a hundred records depends a hundred times on the same day, and on a
/// hundred persons once. So events are remembered by criterion, not by boundary, and a boundary is
/// put together from its criteria.
///
/// Invariant: what is remembered is complete up to and including [Remembered#through]. It may be
/// old, and that is harmless: whoever decides on it appends on the condition that nothing has come
/// since the smallest `through`, and a decision that appends nothing is not taken on it at all.
///
/// Who was not asked for longest is forgotten first, and a criterion too wide is not remembered.
final class DecisionCache<K, V extends DecisionCache.Remembered> {

  // A remembered event takes 1 to 2 KB: some 30 MB at most.
  static final int HEAVIEST = 20_000;

  // States say roughly what they weigh, and hold less than events do: 60 MB at most, as much as two
  // thousand busy advisors and whom they follow come to.
  static final int HEAVIEST_OF_STATES = 80_000;

  // Ten times what an advisor's day or an account's guesses come to.
  private static final int WIDEST = 2_000;

  /// Something remembered.
  interface Remembered {

    /// The position up to which it is complete.
    long through();

    /// In events.
    int weight();
  }

  private final Map<K, V> remembered = new LinkedHashMap<>(64, 0.75f, true);
  private final int heaviest;
  private int weight;

  /// @param heaviest what all of it may weigh
  DecisionCache(int heaviest) {
    this.heaviest = heaviest;
  }

  synchronized @Nullable V get(K key) {
    return remembered.get(key);
  }

  /// Remembers something, unless more is known already.
  synchronized void put(K key, V now) {
    var before = remembered.get(key);
    if (before != null && before.through() >= now.through()) {
      return;
    }
    if (before != null) {
      weight -= before.weight();
      remembered.remove(key);
    }
    if (now.weight() > Math.min(WIDEST, heaviest)) {
      return;
    }
    remembered.put(key, now);
    weight += now.weight();
    for (var eldest = remembered.values().iterator(); weight > heaviest && eldest.hasNext(); ) {
      weight -= eldest.next().weight();
      eldest.remove();
    }
  }

  /// Forgets everything: after a fault the database may be another, or an older one.
  synchronized void clear() {
    remembered.clear();
    weight = 0;
  }

  /// What all of it weighs.
  synchronized int weight() {
    return weight;
  }
}
