package fr.vigie.bench;

import java.io.PrintStream;
import java.util.Locale;

/// Prints figures, one JSON object a line.
///
/// @param bench whose figures they are
public record Report(String bench, PrintStream out) {

  public void figure(String metric, double value, String unit) {
    out.println("{" + head(metric, value, unit) + "}");
  }

  public void figure(String metric, double value, String unit, String peer, double peerValue) {
    out.println(
        "{"
            + head(metric, value, unit)
            + ",\"peer\":\"%s\",\"peerValue\":%s,\"ratio\":%s"
                .formatted(peer, number(peerValue), number(value / peerValue))
            + "}");
  }

  private String head(String metric, double value, String unit) {
    return "\"bench\":\"%s\",\"metric\":\"%s\",\"value\":%s,\"unit\":\"%s\""
        .formatted(bench, metric, number(value), unit);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, Math.abs(value) < 100 ? "%.3f" : "%.1f", value);
  }
}
