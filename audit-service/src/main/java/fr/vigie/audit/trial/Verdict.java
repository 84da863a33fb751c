package fr.vigie.audit.trial;

import java.time.Instant;
import java.util.List;

/// What a trial came to.
///
/// @param rule the candidate's name
/// @param end every leaf before this index was looked at
/// @param disclosures how many there were in that time; those before only teach the candidate
/// @param crossings how often the candidate's line was crossed
/// @param onlyCandidate targets and days that the candidate would have said and nobody did
/// @param onlyThen targets and days an alert of this rule was raised on, and the candidate would
///   not
/// @param both said then, and by the candidate
/// @param digest SHA-256 of every crossing, in order: the same trial has the same
public record Verdict(
    String rule,
    Instant from,
    Instant to,
    long end,
    long disclosures,
    long crossings,
    List<String> onlyCandidate,
    List<String> onlyThen,
    List<String> both,
    String digest) {

  public Verdict {
    onlyCandidate = List.copyOf(onlyCandidate);
    onlyThen = List.copyOf(onlyThen);
    both = List.copyOf(both);
  }
}
