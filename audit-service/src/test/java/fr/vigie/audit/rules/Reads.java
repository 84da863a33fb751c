package fr.vigie.audit.rules;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.ingest.Samples.Sample;
import fr.vigie.audit.rules.Detector.Crossing;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.contracts.Topics;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// A log that is written while detectors take it.
final class Reads {

  static final Instant MONDAY = Instant.parse("2026-01-05T09:00:00Z");

  private long index;

  /// Where a session comes from.
  record Origin(String network, String session) {}

  private LoggedEntry logged(Sample sample) {
    return LoggedEntry.read(index++, LocalDate.parse("2026-01-01"), sample.entry().bytes());
  }

  private Sample of(String advisor, Instant time) {
    return Samples.disclosure(index + 1)
        .with("ce_actor", advisor)
        .with("ce_outcome", "allowed")
        .with("ce_time", time.toString());
  }

  LoggedEntry read(String advisor, String person, Instant time, String basis) {
    return logged(of(advisor, time).with("ce_subject", person).with("ce_basis", basis));
  }

  LoggedEntry from(String advisor, String person, Instant time, Origin origin) {
    return logged(
        of(advisor, time)
            .with("ce_subject", person)
            .with("ce_network", origin.network)
            .with("ce_session", origin.session));
  }

  LoggedEntry refusal(String advisor, Instant time) {
    return logged(of(advisor, time).with("ce_outcome", "refused"));
  }

  /// So many at once, told together.
  LoggedEntry refusals(String who, Instant time, int times) {
    return logged(refused(who, time, times));
  }

  /// The same, of one who is of no organisation.
  LoggedEntry refusalsOutside(String who, Instant time, int times) {
    return logged(refused(who, time, times).without("ce_organisation"));
  }

  private Sample refused(String who, Instant time, int times) {
    return of(who, time)
        .with("ce_type", "requests.request-refused.v1")
        .with("ce_outcome", "refused")
        .on(Topics.REQUESTS)
        .saying("{\"times\":" + times + "}");
  }

  /// Another stands in for an advisor, or does so no more.
  LoggedEntry replacement(String type, String data) {
    return logged(
        of("manager", MONDAY)
            .with("ce_type", "records." + type + ".v1")
            .with("ce_outcome", "done")
            .without("ce_fieldclasses")
            .on(Topics.RECORDS)
            .saying(data));
  }

  /// A day's persons, each once, a second apart.
  List<Crossing> day(Detector detector, String advisor, Instant start, int persons, String basis) {
    var crossings = new ArrayList<Crossing>();
    for (var i = 0; i < persons; i++) {
      var person = "person-" + advisor + start.getEpochSecond() + i;
      crossings.addAll(detector.take(read(advisor, person, start.plusSeconds(i), basis)));
    }
    return crossings;
  }

  /// A day's persons from one place.
  List<Crossing> day(Detector detector, String advisor, Instant start, int persons, Origin origin) {
    var crossings = new ArrayList<Crossing>();
    for (var i = 0; i < persons; i++) {
      var person = "person-" + advisor + start.getEpochSecond() + i;
      crossings.addAll(detector.take(from(advisor, person, start.plusSeconds(i), origin)));
    }
    return crossings;
  }
}
