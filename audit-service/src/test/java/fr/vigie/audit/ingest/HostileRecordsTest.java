package fr.vigie.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples.Sample;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.audit.siem.TestSiem;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.TestViews;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// Records made to be taken by one reader and to break another: whoever may write to a topic could
/// make an access that no question finds, or a log that no verifier finds whole. (ATTACKS 38, 39)
class HostileRecordsTest {

  private static final EventReader READER = new EventReader();

  private static String nested(int depth) {
    return "{\"a\":".repeat(depth - 1) + "{}" + "}".repeat(depth - 1);
  }

  private static String listed(int depth) {
    return "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}";
  }

  private static List<Sample> hostile() {
    var all = new ArrayList<Sample>();
    for (var depth : new int[] {2, 31, 32, 33, 34, 499, 500, 501, 998, 999, 1_000, 1_001, 5_000}) {
      all.add(Samples.disclosure(all.size() + 1).saying(nested(depth)));
      all.add(Samples.disclosure(all.size() + 1).saying(listed(depth)));
    }
    for (var data :
        List.of(
            "{\"a\":" + "9".repeat(31) + "}",
            "{\"a\":" + "9".repeat(32) + "}",
            "{\"a\":" + "9".repeat(1_000) + "}",
            "{\"a\":" + "9".repeat(1_001) + "}",
            "{\"a\":1e999999999,\"b\":-1E-999999999}",
            "{\"a\":0." + "9".repeat(990) + "}",
            "{\"a\":[-0,0.0,1e0]}",
            "{\"" + "n".repeat(49_999) + "\":1}",
            "{\"" + "n".repeat(50_001) + "\":1}",
            "{\"a\":\"\\ud800\",\"b\":\"\\u0000\",\"\\udfff\":2}",
            "{\"\":{\"\":\"\"},\"data\":{\"data\":{}}}",
            "{\"source\":\"/vigie/x\",\"position\":\"1\",\"id\":7,\"type\":null}",
            " \t\r\n{ \"a\" : [ 1 , 2 ] } \n",
            "{\"persons\":[" + "\"p\",".repeat(9_999) + "\"q\"]}",
            "{\"persons\":[" + "\"p\",".repeat(10_000) + "\"q\"]}",
            "{\"persons\":{\"a\":1}}",
            "{\"persons\":[\"\ud83d\ude00\",\"e\u0301\",\"' or 1=1 --\",\"%\",\"\\\\x1f\"]}",
            "{\"fieldClasses\":[\"\u2028\"]}")) {
      all.add(Samples.disclosure(all.size() + 1).saying(data));
    }
    for (var text :
        List.of("%", "' or '1'='1", "\u202e", "é".repeat(512), ",,,", "{}", "\\", "\"")) {
      all.add(Samples.disclosure(all.size() + 1).with("ce_subject", text));
      all.add(Samples.disclosure(all.size() + 1).with("ce_fieldclasses", text));
      all.add(Samples.disclosure(all.size() + 1).with("ce_actor", text));
      all.add(Samples.disclosure(all.size() + 1).with("ce_id", text));
    }
    all.add(Samples.disclosure("/vigie/far", 999_999_999_999_999_999L));
    all.add(Samples.disclosure("/vigie/far", 1).with("ce_time", "9998-12-31T23:59:59.999999999Z"));
    all.add(Samples.disclosure("/vigie/far", 2).with("ce_time", "1970-01-01T00:00:00Z"));
    all.add(Samples.disclosure("/vigie/far", 3).with("ce_type", "audit.record-quarantined.v1"));
    return all;
  }

  /// As ingestion makes it of a record: the event, or the leaf that stands for it.
  private static Entry taken(Sample sample, long offset) {
    var record = sample.received(0, offset);
    return switch (READER.read(record)) {
      case Reading.Event(var entry) -> entry;
      case Reading.Unreadable unreadable -> Quarantine.entry(record, unreadable);
    };
  }

  @Test
  void whatever_is_taken_as_an_event_is_read_by_questions_detectors_targets_and_the_verifier()
      throws SQLException {
    var test = TestLog.create();
    var entries = new ArrayList<Entry>();
    for (var sample : hostile()) {
      entries.add(taken(sample, entries.size()));
    }

    test.writer().append(entries);
    var views = TestViews.of(test);
    TestViews.catchUp(views);

    assertThat(entries).anyMatch(Entry::isQuarantine).anyMatch(entry -> !entry.isQuarantine());
    for (var i = 0; i < entries.size(); i++) {
      var entry = LoggedEntry.read(i, LocalDate.EPOCH, entries.get(i).bytes());
      assertThat(entry.type()).as("entry %d", i).isNotEmpty();
      assertThat(entry.attribute("actor")).as("entry %d", i).isNotEmpty();
      assertThat(TestSiem.ocsf(entry)).as("entry %d", i).contains("\"sequence\":" + i);
    }
    assertThat(test.number("select count(*) from trace_a where type is not null"))
        .isEqualTo(entries.size());
    assertThat(Verifier.check(test).sentence()).isEmpty();
    assertThat(Objects.requireNonNull(TestViews.rebuilding(test).begin()).run().isSame()).isTrue();
  }
}
