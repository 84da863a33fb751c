/// The job seeker's file: how it gets in, how it is sealed, how it is read again.
///
/// The rule it guards: personal data lies in this service's store only, encrypted under a key of
/// that person's own. Who destroys the key has erased the person, from the events too.
@NullMarked
package fr.vigie.records.jobseeker;

import org.jspecify.annotations.NullMarked;
