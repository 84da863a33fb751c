/// The log, handed on to a security information and event management system as it grows: to a file,
/// to an HTTP door, to a Kafka topic; in OCSF, or as the CloudEvents they are.
///
/// The rule: each target gets every leaf, in the order of the log, at least once, and where it
/// stops taking them it is gone on from there. Nothing goes out that the log does not say:
/// references, and no value of any record.
@NullMarked
package fr.vigie.audit.siem;

import org.jspecify.annotations.NullMarked;
