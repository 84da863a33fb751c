/// What every call says before anything is looked at: who is behind it, for which organisation, and
/// why (R32).
///
/// The rule it guards: no call without a purpose from the list, and no service without the agent it
/// calls for. What is refused here is written down like any other refusal.
@NullMarked
package fr.vigie.records.calls;

import org.jspecify.annotations.NullMarked;
