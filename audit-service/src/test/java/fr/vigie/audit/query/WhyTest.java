package fr.vigie.audit.query;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.ingest.Samples.Sample;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.views.TestViews;
import fr.vigie.contracts.Topics;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Which event made the relation that a reading was allowed on.
class WhyTest {

  private final TestLog test = TestLog.create();

  private static Sample change(long position, String operation, String about) {
    return Samples.disclosure(position)
        .on(Topics.RECORDS)
        .with("ce_type", "records.person-assigned.v1")
        .with("ce_operation", operation)
        .with("ce_outcome", "done")
        .with("ce_actor", "manager")
        .with("ce_subject", about);
  }

  @ParameterizedTest
  @CsvSource({
    "portfolio, assign, ada",
    "co-follow-up, grant-co-follow-up, ada",
    "glass, break-glass, ada",
    "replacement, grant-replacement, oscar",
    "reception-shift, open-shift, oscar"
  })
  void each_basis_names_the_event_that_made_it(String basis, String operation, String about)
      throws SQLException {
    test.writer()
        .append(
            List.of(
                change(1, operation, about).entry(),
                change(2, operation, about).entry(),
                change(3, operation, "somebody-else").entry(),
                change(4, "end-grant", about).entry(),
                Samples.disclosure(5)
                    .with("ce_actor", "oscar")
                    .with("ce_subject", "ada")
                    .with("ce_basis", basis)
                    .with("ce_outcome", "allowed")
                    .entry(),
                change(6, operation, about).entry()));
    var views = TestViews.of(test);
    TestViews.catchUp(views);

    var why = views.read((connection, live, _) -> Why.find(connection, live, 4)).orElseThrow();

    assertThat(why.basis()).isEqualTo(basis);
    assertThat(Objects.requireNonNull(why.relation()).index()).isEqualTo(1);
  }

  private static Sample reading(long position, String person, String time) {
    return Samples.disclosure(position)
        .with("ce_actor", "oscar")
        .with("ce_subject", person)
        .with("ce_outcome", "allowed")
        .with("ce_time", time);
  }

  private Why why(long index) throws SQLException {
    var views = TestViews.of(test);
    TestViews.catchUp(views);
    return views.read((connection, live, _) -> Why.find(connection, live, index)).orElseThrow();
  }

  @Test
  void rules_budget_and_factors_are_those_of_that_moment_whatever_comes_later()
      throws SQLException {
    test.writer()
        .append(
            List.of(
                reading(1, "of-the-day-before", "2026-01-04T22:59:59Z").entry(),
                reading(2, "ada", "2026-01-04T23:00:00Z").entry(),
                reading(3, "bea", "2026-01-05T09:00:00Z").entry(),
                reading(4, "ada", "2026-01-05T09:01:00Z").entry(),
                reading(5, "not-shown", "2026-01-05T09:02:00Z")
                    .with("ce_outcome", "refused")
                    .without("ce_fieldclasses")
                    .entry(),
                reading(6, "cleo", "2026-01-05T10:00:00Z")
                    .with("ce_policy", "day=200")
                    .with("ce_acr", "urn:vigie:acr:two-factor")
                    .with("ce_amr", "otp,pwd")
                    .with("ce_authtime", "2026-01-05T08:00:00Z")
                    .entry()));
    var then = why(5);

    test.writer()
        .append(
            List.of(
                change(7, "assign", "cleo").with("ce_actor", "another-manager").entry(),
                reading(8, "dora", "2026-01-05T11:00:00Z").with("ce_policy", "day=20").entry()));

    assertThat(then.budget()).isEqualTo("3");
    assertThat(then.policy()).isEqualTo("day=200");
    assertThat(then.assurance()).isEqualTo("urn:vigie:acr:two-factor");
    assertThat(then.methods()).isEqualTo("otp,pwd");
    assertThat(then.authenticatedAt()).isEqualTo("2026-01-05T08:00:00Z");
    assertThat(why(5)).isEqualTo(then);
    assertThat(why(7).budget()).isEqualTo("4");
  }
}
