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
}
