/// Questions that are kept under a name, to be asked again by whoever watches.
///
/// The rule: a saved question is asked like any other: read by the same eyes, refused for the same
/// faults, written down each time.
@NullMarked
package fr.vigie.audit.saved;

import org.jspecify.annotations.NullMarked;
