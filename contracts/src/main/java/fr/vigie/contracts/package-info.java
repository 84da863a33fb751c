/// What passes between services: event records, the names they are stored and published under,
/// topics, and the attributes that go with every event. No logic lives here.
///
/// A stored name is written by hand and never changes; a record may be renamed.
@NullMarked
package fr.vigie.contracts;

import org.jspecify.annotations.NullMarked;
