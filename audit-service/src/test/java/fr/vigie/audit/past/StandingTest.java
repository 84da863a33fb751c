package fr.vigie.audit.past;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.ingest.Samples.Sample;
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
    says(15, "identity.roles-granted", "a", "{\"roles\":[\"manager\",\"desk\"]}");
    says(16, "identity.roles-withdrawn", "a", "{\"roles\":[\"advisor\",\"desk\"]}");
    says(17, "identity.account-closed", "a", "{\"cause\":\"left\"}");
    says(18, "identity.account-reopened", "a", "{}");
    says(9, "records.person-assigned", "p", "{\"advisor\":\"a\"}");
    says(13, "records.person-assigned", "p", "{\"advisor\":\"b\"}");
    says(
        14,
        "records.co-follow-up-granted",
        "p",
        "{\"grant\":\"g-2\",\"advisor\":\"c\",\"from\":\"2026-01-05T15:00:00Z\","
            + "\"until\":\"2026-01-05T17:00:00Z\"}");
    says(16, "records.grant-ended", "p", "{\"grant\":\"g-2\",\"advisor\":\"c\"}");
    var glass = "{\"grant\":\"g-3\",\"advisor\":\"glazier\",\"until\":\"2026-01-05T18:00:00Z\"}";
    entries.add(
        sample(17, "records.glass-broken", "p", glass)
            .with("ce_actor", "glazier")
            .with("ce_operation", "break-glass")
            .entry());
    says(19, "records.glass-reviewed", "p", "{\"grant\":\"g-3\",\"verdict\":\"justified\"}");
    says(20, "records.file-archived", "p", "{}");
    approved(8, 5);
    approved(12, 4);
    entries.add(
        sample(7, "audit.lines-set", "x", "{\"numbers\":[\"velocity=3\"]}")
            .without("ce_subject")
            .with("ce_operation", "set-lines")
            .on(Topics.AUDIT)
            .entry());
    decidedBy(9, "persons=200");
    decidedBy(13, "persons=150");
    test.writer().append(entries);
  }

  private Sample sample(int hour, String type, String subject, String data) {
    return Samples.disclosure(entries.size() + 1)
        .with("ce_type", type + ".v1")
        .with("ce_time", "2026-01-05T%02d:00:00Z".formatted(hour))
        .with("ce_subject", subject)
        .with("ce_outcome", "done")
        .without("ce_fieldclasses")
        .saying(data)
        .on(Topics.RECORDS);
  }

  private void says(int hour, String type, String subject, String data) {
    entries.add(sample(hour, type, subject, data).entry());
  }

  private void approved(int hour, int failures) {
    var numbers = "{\"numbers\":[\"failures=%d\",\"window=PT15M\"]}".formatted(failures);
    entries.add(
        sample(hour, "lockout.policy-approved", "proposal-" + hour, numbers)
            .with("ce_operation", "approve-policy")
            .on(Topics.LOCKOUT)
            .entry());
  }

  private void decidedBy(int hour, String policy) {
    entries.add(
        Samples.disclosure(entries.size() + 1)
            .with("ce_time", "2026-01-05T%02d:00:00Z".formatted(hour))
            .with("ce_policy", policy)
            .entry());
  }

  private List<Held> at(String reference, String hour) throws SQLException {
    var views = TestViews.of(test);
    TestViews.catchUp(views);
    return Past.of(views, reference, Instant.parse("2026-01-05T" + hour + ":00Z")).held();
  }

  private List<String> held(String reference, String hour) throws SQLException {
    return at(reference, hour).stream().map(Held::kind).toList();
  }

  @Test
  void an_account() throws SQLException {
    assertThat(held("a", "07:00")).isEmpty();
    assertThat(held("a", "09:30")).containsExactly("account", "role", "session");
    assertThat(held("a", "10:30")).containsExactly("account", "role", "session", "grant");
    assertThat(held("a", "11:30")).containsExactly("account", "role", "grant", "frozen");
    assertThat(held("a", "12:30")).containsExactly("account", "role", "frozen");
    assertThat(held("a", "14:00")).containsExactly("account", "role");
  }

  private List<String> roles(String hour) throws SQLException {
    return at("a", hour).stream()
        .filter(held -> held.kind().equals("role"))
        .map(held -> held.says().get("role"))
        .toList();
  }

  @Test
  void the_roles_of_an_account_as_they_were_given_and_taken() throws SQLException {
    assertThat(roles("14:30")).containsExactly("advisor");
    assertThat(roles("15:30")).containsExactly("advisor", "manager", "desk");
    assertThat(roles("16:30")).containsExactly("manager");
    assertThat(held("a", "17:30")).containsExactly("closed");
    assertThat(held("a", "18:30")).containsExactly("account");
  }

  @Test
  void a_grant_holds_from_its_beginning_to_its_end_and_no_review_prolongs_it() throws SQLException {
    assertThat(held("p", "14:30")).containsExactly("relation");
    assertThat(held("p", "15:30")).containsExactly("relation", "grant");
    assertThat(held("p", "16:30")).containsExactly("relation");
    assertThat(held("p", "17:30")).containsExactly("relation", "grant");
    assertThat(held("p", "19:30")).containsExactly("relation");
    assertThat(held("p", "20:30")).containsExactly("relation", "archived");
  }

  @Test
  void the_glass_an_account_broke_is_its_right_for_as_long() throws SQLException {
    assertThat(held("glazier", "17:30")).containsExactly("grant");
    assertThat(held("glazier", "18:30")).isEmpty();
  }

  private List<String> numbers(String hour) throws SQLException {
    return at("policy", hour).stream().map(held -> held.says().get("numbers")).toList();
  }

  @Test
  void the_rules_that_decisions_went_by() throws SQLException {
    assertThat(numbers("06:59")).isEmpty();
    assertThat(numbers("08:30")).containsExactly("failures=5,window=PT15M", "velocity=3");
    assertThat(numbers("10:00"))
        .containsExactly("failures=5,window=PT15M", "velocity=3", "persons=200");
    assertThat(numbers("14:00"))
        .containsExactly("failures=4,window=PT15M", "velocity=3", "persons=150");
  }

  @Test
  void a_person_and_what_says_so() throws SQLException {
    var views = TestViews.of(test);
    TestViews.catchUp(views);

    var before = Past.of(views, "p", Instant.parse("2026-01-05T12:59:59Z")).held().getFirst();
    var after = Past.of(views, "p", Instant.parse("2026-01-05T13:00:00Z")).held().getFirst();

    assertThat(before.says()).containsEntry("advisor", "a");
    assertThat(before.index()).isEqualTo(10);
    assertThat(after.says()).containsEntry("advisor", "b");
  }
}
