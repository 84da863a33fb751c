package fr.vigie.audit.trial;

import fr.vigie.audit.query.Asked;
import fr.vigie.audit.rules.Detector;
import fr.vigie.audit.rules.Detector.Crossing;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.TraceTables;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.kit.Caller;
import fr.vigie.kit.ParisTime;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The door: writes down that a trial was asked for, and runs it.
@ApplicationScoped
public class Trials {

  private static final int ROWS_AT_A_TIME = 2_000;
  private static final int SHOWN = 1_000;

  private final Views views;
  private final Asked asked;

  Trials(Views views, Asked asked) {
    this.views = views;
    this.asked = asked;
  }

  Verdict run(Detector candidate, Instant from, Instant to, Caller auditor) throws SQLException {
    asked.writeDown(
        auditor,
        new AuditEvent.EventsQueried(
            auditor.account(), List.of("from", "to", "trial"), List.of(), 0));
    return run(views, candidate, from, to);
  }

  static Verdict run(Views views, Detector candidate, Instant from, Instant to)
      throws SQLException {
    return views.read((connection, live, end) -> {
      var trial = new Running(candidate, from);
      var taught = taught(candidate, from);
      Views.each(connection, live, candidate.lasting(), Long.MAX_VALUE, taught, trial::taken);
      each(connection, live, taught, to, wanted(candidate), trial::taken);
      each(connection, live, from, to, List.of(Topics.ALERTS), trial::alert);
      return trial.verdict(to, end);
    });
  }

  // Whoever has a usual has it from before; a day begins in the night.
  private static Instant taught(Detector candidate, Instant from) {
    return from.atZone(ParisTime.ZONE)
        .truncatedTo(ChronoUnit.DAYS)
        .minusDays(candidate.lookBack())
        .toInstant();
  }

  private static List<String> wanted(Detector candidate) {
    return Topics.OF_EVENTS.stream().filter(candidate::takes).toList();
  }

  private interface Taking {
    void take(LoggedEntry entry);
  }

  private static void each(
      Connection connection,
      TraceTables live,
      Instant from,
      Instant to,
      List<String> topics,
      Taking taking)
      throws SQLException {
    var sql =
        """
        select l.index, l.month, l.entry from %s e
        join leaf l on l.index = e.index and l.month = e.month
        where e.topic = any(?) and e.time >= ? and e.time < ? order by l.index
        """
            .formatted(live.traces());
    try (var query = connection.prepareStatement(sql)) {
      query.setFetchSize(ROWS_AT_A_TIME);
      query.setArray(1, connection.createArrayOf("text", topics.toArray()));
      query.setObject(2, from.atOffset(ZoneOffset.UTC));
      query.setObject(3, to.atOffset(ZoneOffset.UTC));
      try (var rows = query.executeQuery()) {
        while (rows.next()) {
          taking.take(Views.read(rows));
        }
      }
    }
  }

  /// One trial under way.
  private static final class Running {
    private final Detector candidate;
    private final Instant from;
    private final MessageDigest digest = sha256();
    private final Set<String> would = new TreeSet<>();
    private final Set<String> did = new TreeSet<>();
    private long disclosures;
    private long crossings;

    Running(Detector candidate, Instant from) {
      this.candidate = candidate;
      this.from = from;
    }

    void taken(LoggedEntry entry) {
      var found = candidate.take(entry);
      if (entry.time().isBefore(from)) {
        return;
      }
      if (Detector.disclosed(entry)) {
        disclosures++;
      }
      for (var crossing : found) {
        crossings++;
        digest.update((crossing + "\n").getBytes(StandardCharsets.UTF_8));
        would.add(name(crossing));
      }
    }

    void alert(LoggedEntry entry) {
      if (candidate.rule().word().equals(entry.said("rule"))) {
        did.add(ParisTime.day(entry.time()) + " " + entry.said("target"));
      }
    }

    private static String name(Crossing crossing) {
      return crossing.day() + " " + crossing.target();
    }

    Verdict verdict(Instant to, long end) {
      return new Verdict(
          candidate.rule().word(),
          from,
          to,
          end,
          disclosures,
          crossings,
          would.stream().filter(name -> !did.contains(name)).limit(SHOWN).toList(),
          did.stream().filter(name -> !would.contains(name)).limit(SHOWN).toList(),
          would.stream().filter(did::contains).limit(SHOWN).toList(),
          HexFormat.of().formatHex(digest.digest()));
    }

    private static MessageDigest sha256() {
      try {
        return MessageDigest.getInstance("SHA-256");
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java platform has SHA-256", e);
      }
    }
  }
}
