package fr.vigie.bench;

import fr.vigie.embedded.ChildProcess;
import java.util.LinkedHashMap;
import java.util.Map;

/// Processor time that several processes use while something is done.
final class Cpus {

  /// Something that is done.
  interface Deed {
    void run() throws Exception;
  }

  private final Map<String, Long> watched = new LinkedHashMap<>();
  private final Map<String, Double> micros = new LinkedHashMap<>();

  void watch(String name, ChildProcess process) {
    watched.put(name, process.pid());
  }

  void during(Deed deed) throws Exception {
    watched.forEach((name, pid) -> micros.merge(name, -Cpu.ofFamily(pid), Double::sum));
    deed.run();
    watched.forEach((name, pid) -> micros.merge(name, Cpu.ofFamily(pid), Double::sum));
  }

  /// One figure a process: milliseconds for each of so many.
  void tell(Report report, String metric, int count) {
    micros.forEach((name, used) -> report.figure(metric + name, used / count / 1_000, "ms"));
  }
}
