/// One's own factors: a person sees what opens the account, and when it was last opened; adds and
/// takes away. The rules this room guards: nobody sees or changes another's factors; to change one,
/// both factors were shown within the last five minutes (R22); every change is an event first.
@NullMarked
package fr.vigie.identity.enrolment;

import org.jspecify.annotations.NullMarked;
