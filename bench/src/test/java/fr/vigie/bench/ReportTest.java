package fr.vigie.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final Report report =
      new Report("event-store", new PrintStream(printed, true, StandardCharsets.UTF_8));

  @Test
  void prints_one_object_a_line() {
    report.figure("append-64", 12_345.67, "events/s", "insert-batched", 16_461);
    report.figure("append-64-p50", 3.5214, "ms");

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .isEqualToNormalizingNewlines(
            """
            {"bench":"event-store","metric":"append-64","value":12345.7,"unit":"events/s",\
            "peer":"insert-batched","peerValue":16461.0,"ratio":0.750}
            {"bench":"event-store","metric":"append-64-p50","value":3.521,"unit":"ms"}
            """);
  }

  @Test
  void counts_processor_time() {
    var before = Cpu.ofThisProcess();
    var x = 1L;
    while (Cpu.ofThisProcess() - before < 20_000) {
      x = x * 31 + 7;
    }
    assertThat(x).isNotZero();
    assertThat(Cpu.ofFamily(ProcessHandle.current().pid())).isGreaterThan(before);
  }
}
