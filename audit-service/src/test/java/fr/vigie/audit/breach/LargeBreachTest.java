package fr.vigie.audit.breach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.views.TestViews;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A breach of very many accesses, each of another person: its file is written as it is read, and
/// takes no more memory the longer it is. A million with `-Dvigie.long=true`.
class LargeBreachTest {

  private static final int ACCESSES = Boolean.getBoolean("vigie.long") ? 1_000_000 : 10_000;
  private static final int AT_ONCE = 5_000;
  private static final long SOME = 48L << 20;

  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final TestLog test = TestLog.create();

  private void steal() throws SQLException {
    var writer = test.writer();
    for (var first = 1; first <= ACCESSES; first += AT_ONCE) {
      var entries = new ArrayList<Entry>(AT_ONCE);
      for (var position = first; position < first + AT_ONCE; position++) {
        entries.add(
            Samples.disclosure(position)
                .with("ce_actor", "thief")
                .with("ce_outcome", "allowed")
                .with("ce_subject", "person-" + position)
                .entry());
      }
      writer.append(entries);
    }
  }

  /// Counts what is written, and how much is kept in memory meanwhile.
  private static final class Weighing extends OutputStream {
    private long lines;
    private long bytes;
    private long least = Long.MAX_VALUE;
    private long most;

    @Override
    public void write(int one) {
      bytes++;
      if (one == '\n' && ++lines % (ACCESSES / 5) == 0) {
        weigh();
      }
    }

    private void weigh() {
      System.gc();
      var runtime = Runtime.getRuntime();
      var kept = runtime.totalMemory() - runtime.freeMemory();
      least = Math.min(least, kept);
      most = Math.max(most, kept);
    }
  }

  @Test
  void the_file_of_a_large_breach_takes_no_more_memory_than_that_of_a_small_one() throws Exception {
    steal();
    var views = TestViews.of(test);
    TestViews.catchUp(views);
    var scope = new Scope(List.of("thief"), List.of(), Instant.EPOCH, null);
    var opened =
        new BreachOpened(
            "b",
            "sam",
            scope.accounts(),
            List.of(),
            scope.from(),
            null,
            Instant.EPOCH,
            Instant.EPOCH);
    var out = new Weighing();

    var began = System.nanoTime();
    try (var file = new BreachFile(json, out, null)) {
      views.<Boolean>read((connection, live, end) -> {
        file.write(opened, new Exposed(connection, live, scope, end), end);
        return true;
      });
    }

    System.out.printf(
        "breach file of %,d accesses: %,d bytes in %,d ms, memory kept %,d to %,d KiB%n",
        ACCESSES,
        out.bytes,
        (System.nanoTime() - began) / 1_000_000,
        out.least >> 10,
        out.most >> 10);
    assertThat(out.lines).isEqualTo(2L * ACCESSES + 1);
    assertThat(out.most - out.least).isLessThan(SOME);
  }
}
