/// Resets: how somebody gets back in who has forgotten the password, or lost the other factor.
///
/// The rules this room guards (R15 to R19): the desk starts and sees no secret; two others agree,
/// one of them the manager of the same organisation, nobody on their own request; the link goes to
/// the person alone, once, for ten minutes, and opens nothing without the factor that stays. What
/// follows: every session ends, devices are forgotten, a day of probation begins.
@NullMarked
package fr.vigie.identity.reset;

import org.jspecify.annotations.NullMarked;
