package fr.vigie.records.budgets;

import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.DisclosureEvent.TrancheTaken;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// What an advisor used of the budgets on one day. Never changed: the next state is a new one.
///
/// @param shown when each person was shown last
/// @param reserved how many persons of the organisation's day were taken
public record Day(Map<String, Instant> shown, long bytes, int reserved) {

  static final Day NOTHING = new Day(Map.of(), 0, 0);

  // Not copied once more: it is made below, and kept by nobody else.
  public Day {
    shown = Collections.unmodifiableMap(shown);
  }

  Day after(DisclosureEvent event, Instant at) {
    return new Day(
        after(event.debits(), at),
        bytes + event.bytes(),
        reserved + (event instanceof TrancheTaken taken ? taken.persons() : 0));
  }

  private Map<String, Instant> after(Iterable<String> debits, Instant at) {
    var persons = debits.iterator();
    if (!persons.hasNext()) {
      return shown;
    }
    var all = new HashMap<>(shown);
    // Clocks of replicas differ: what comes later may have been a little earlier.
    persons.forEachRemaining(
        person -> all.merge(person, at, (before, now) -> now.isAfter(before) ? now : before));
    return all;
  }
}
