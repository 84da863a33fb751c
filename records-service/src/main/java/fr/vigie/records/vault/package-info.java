/// Files nobody has needed for long: kept, since the law says so, and out of reach.
///
/// The rule it guards: what lies in the vault is not there for anyone's search or screen. It comes
/// back when the person registers again, or when two others agree, and both are events.
@NullMarked
package fr.vigie.records.vault;

import org.jspecify.annotations.NullMarked;
