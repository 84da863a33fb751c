/// Recovery codes: ten on paper, for the day the telephone is lost or broken. One stands in for the
/// one-time code, once, after the right password.
///
/// The rules this room guards: a code is shown when it is made and never again; it is good once,
/// over all replicas; a new set voids the old one. Whoever used one is trusted less for a day: the
/// other factor was lost, and perhaps not by its owner.
@NullMarked
package fr.vigie.identity.recovery;

import org.jspecify.annotations.NullMarked;
