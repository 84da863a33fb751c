package fr.vigie.bench;

import fr.vigie.embedded.ChildProcess;
import java.time.Duration;
import java.util.Map;

/// Something that clients do over and over: how many a second, how long each took, and what each
/// cost every process that had to do with it.
final class Chore {

  private final Tally tally = new Tally();
  private final Cpus cpus;

  /// @param servers that have to do with it
  Chore(Map<String, ChildProcess> servers) {
    this.cpus = new Cpus(servers);
  }

  /// One more round.
  void round(int clients, Duration during, Tally.Deed deed) throws Exception {
    cpus.during(() -> tally.round(clients, during, deed));
  }

  double perSecond() {
    return tally.perSecond();
  }

  /// How many for each second of processor time that all servers use together.
  double perServerSecond() {
    return tally.count() / cpus.ofServers();
  }

  /// How many for each second of processor time that one server uses.
  double perSecondOf(String server) {
    return tally.count() / cpus.of(server);
  }

  /// How many for each second of processor time that the client uses, where it does all there is.
  double perClientSecond() {
    return tally.count() / cpus.ofClient();
  }

  void tell(Report report, String metric, String unit) {
    report.figure(metric, tally.perSecond(), unit);
    report.figure(metric + "-p50", tally.millis(0.50), "ms");
    report.figure(metric + "-p99", tally.millis(0.99), "ms");
    cpus.tell(report, metric + "-cpu-", tally.count());
  }
}
