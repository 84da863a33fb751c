/// Detectors: rules that read disclosures and refusals as they come into the log, and raise an
/// alert where a line is crossed (R42 to R47).
///
/// The rule: a detector is a fold of the log and of nothing else, so its state may be lost and is
/// read again; the same crossing raises the same alert, once, however many replicas see it.
/// (ATTACKS 62) What stops at once is not decided here: records-service refuses within the
/// decision.
@NullMarked
package fr.vigie.audit.detection;

import org.jspecify.annotations.NullMarked;
