package fr.vigie.audit.past;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.past.Standing.Held;
import fr.vigie.audit.views.TestViews;
import fr.vigie.contracts.Topics;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// How an account and a person stood, hour by hour of one day.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StandingTest {

  private final TestLog test = TestLog.create();
  private final List<Entry> entries = new ArrayList<>();

  @BeforeAll
  void fill() throws SQLException {
    says(8, "identity.account-created", "a", "{\"organisation\":\"FT\",\"roles\":[\"advisor\"]}");
    says(9, "identity.signed-in", "a", "{\"session\":\"s-1\",\"methods\":[\"pwd\",\"otp\"]}");
    says(
        10,
        "records.shift-opened",
        "a",
        "{\"grant\":\"g-1\",\"agency\":\"FT-01\",\"until\":\"2026-01-05T12:00:00Z\"}");
    says(11, "lockout.target-frozen", "a", "{\"cause\":\"alert\"}");
    says(11, "identity.session-ended", "a", "{\"session\":\"s-1\"}");
    says(14, "lockout.target-thawed", "a", "{}");
    says(9, "records.person-assigned", "p", "{\"advisor\":\"a\"}");
    says(13, "records.person-assigned", "p", "{\"advisor\":\"b\"}");
    test.writer().append(entries);
  }

  private void says(int hour, String type, String subject, String data) {
    entries.add(
        Samples.disclosure(entries.size() + 1)
            .with("ce_type", type + ".v1")
            .with("ce_time", "2026-01-05T%02d:00:00Z".formatted(hour))
            .with("ce_subject", subject)
            .with("ce_outcome", "done")
            .without("ce_fieldclasses")
            .saying(data)
            .on(Topics.RECORDS)
            .entry());
  }

  private List<String> held(String reference, String hour) throws SQLException {
    var views = TestViews.of(test);
    TestViews.catchUp(views);
    return Past.of(views, reference, Instant.parse("2026-01-05T" + hour + ":00Z")).held().stream()
        .map(Held::kind)
        .toList();
  }

  @Test
  void an_account() throws SQLException {
    assertThat(held("a", "07:00")).isEmpty();
    assertThat(held("a", "09:30")).containsExactly("account", "session");
    assertThat(held("a", "10:30")).containsExactly("account", "session", "grant");
    assertThat(held("a", "11:30")).containsExactly("account", "grant", "frozen");
    assertThat(held("a", "12:30")).containsExactly("account", "frozen");
    assertThat(held("a", "14:00")).containsExactly("account");
  }

  @Test
  void a_person_and_what_says_so() throws SQLException {
    var views = TestViews.of(test);
    TestViews.catchUp(views);

    var before = Past.of(views, "p", Instant.parse("2026-01-05T12:59:59Z")).held().getFirst();
    var after = Past.of(views, "p", Instant.parse("2026-01-05T13:00:00Z")).held().getFirst();

    assertThat(before.says()).containsEntry("advisor", "a");
    assertThat(before.index()).isEqualTo(6);
    assertThat(after.says()).containsEntry("advisor", "b");
  }
}
