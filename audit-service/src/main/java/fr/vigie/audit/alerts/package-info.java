/// Alerts, and who sees to them (R47): every alert of every service as the log has it, who took it
/// on, what came of it. One that nobody takes on in time is said again.
///
/// The rule: an alert is seen to by a person, under their own account, and the log says when.
@NullMarked
package fr.vigie.audit.alerts;

import org.jspecify.annotations.NullMarked;
