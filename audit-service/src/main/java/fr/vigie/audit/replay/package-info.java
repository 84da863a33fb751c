/// Views built anew from the log, while the service serves (law 10).
///
/// The rule: who reads sees the old view or the new one, never a part of one. What was built is
/// compared with what was read until then, and the comparison is an event.
@NullMarked
package fr.vigie.audit.replay;

import org.jspecify.annotations.NullMarked;
