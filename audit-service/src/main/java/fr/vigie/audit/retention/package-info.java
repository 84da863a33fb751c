/// How long contents stay, and their removal by month. (R38)
///
/// The rule: a month's contents go when their time is over, no earlier and no later, unless a hold
/// is placed; that they go is a leaf before they do, and every hash and checkpoint stays, so that
/// every proof that was ever given still verifies.
@NullMarked
package fr.vigie.audit.retention;

import org.jspecify.annotations.NullMarked;
