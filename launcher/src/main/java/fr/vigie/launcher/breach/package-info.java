/// The attack of 2024, replayed: a valid session of one advisor reads whoever it can, as fast as it
/// can. Everything goes through the doors that everybody uses; nothing is told to the services.
@NullMarked
package fr.vigie.launcher.breach;

import org.jspecify.annotations.NullMarked;
