/// How much one advisor, and one organisation, may be shown in a day.
///
/// The rule it guards: the budget is in the decision. What is folded here is folded inside the
/// decision that shows a person, whatever the endpoint, so that replicas and parallel requests
/// share one budget. An organisation's day would be one queue for all its advisors: they take it in
/// tranches instead, and the sum of tranches is bounded.
@NullMarked
package fr.vigie.records.budgets;

import org.jspecify.annotations.NullMarked;
