package fr.vigie.bench;

import fr.vigie.embedded.ChildProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/// Processor time that servers, and the client that this process is, use while something is done.
final class Cpus {

  /// Something that is done.
  interface Deed {
    void run() throws Exception;
  }

  private final Map<String, ChildProcess> servers;
  private final Map<String, Double> micros = new LinkedHashMap<>();
  private double client;

  /// @param servers by the names their figures bear
  Cpus(Map<String, ChildProcess> servers) {
    this.servers = servers;
  }

  void during(Deed deed) throws Exception {
    count(-1);
    deed.run();
    count(1);
  }

  private void count(int sign) {
    servers.forEach(
        (name, process) -> micros.merge(name, sign * Cpu.ofFamily(process.pid()), Double::sum));
    client += sign * Cpu.ofThisProcess();
  }

  /// Seconds of one server.
  double of(String server) {
    return micros.getOrDefault(server, 0.0) / 1e6;
  }

  /// Seconds of all servers.
  double ofServers() {
    return micros.values().stream().mapToDouble(Double::doubleValue).sum() / 1e6;
  }

  /// Seconds of the client.
  double ofClient() {
    return client / 1e6;
  }

  /// One figure a process: milliseconds for each of so many.
  void tell(Report report, String metric, int count) {
    micros.forEach((name, used) -> report.figure(metric + name, used / count / 1_000, "ms"));
    report.figure(metric + "client", client / count / 1_000, "ms");
  }
}
