/// What the rooms stand on: settings, clock, the store of events, sealed secrets, random tokens,
/// cookies. It knows no room.
@NullMarked
package fr.vigie.identity.platform;

import org.jspecify.annotations.NullMarked;
