package fr.vigie.records.caseload;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.jobseeker.JobSeeker.Identity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortfolioTest {

  @Test
  void stands_in_the_order_of_usual_names_without_accents() {
    var portfolio =
        new Portfolio(
            List.of(card(1, "Zidi"), card(2, "Étienne"), card(3, "Durand"), card(4, "Faure")));

    assertThat(portfolio.cards())
        .extracting(card -> card.identity().usualName())
        .containsExactly("Durand", "Étienne", "Faure", "Zidi");
  }

  @Test
  void pages_lead_through_all_of_it_once() {
    var portfolio =
        new Portfolio(IntStream.range(0, 120).mapToObj(n -> card(n, "Martin")).toList());
    var seen = new ArrayList<Card>();

    UUID after = null;
    do {
      var page = portfolio.after(after, 50).orElseThrow();
      seen.addAll(page.cards());
      after = page.next();
    } while (after != null);

    assertThat(seen).hasSize(120).doesNotHaveDuplicates();
  }

  @Test
  void a_cursor_of_somebody_elses_portfolio_leads_nowhere() {
    assertThat(new Portfolio(List.of(card(1, "Martin"))).after(new UUID(9, 9), 50)).isEmpty();
  }

  @Test
  void an_empty_portfolio_is_one_empty_page() {
    var page = new Portfolio(List.of()).after(null, 50).orElseThrow();

    assertThat(page.cards()).isEmpty();
    assertThat(page.next()).isNull();
  }

  private static Card card(int number, String usualName) {
    return new Card(
        new UUID(0, number),
        new Identity(
            usualName, usualName, "Awa Marie", "F", LocalDate.parse("1969-05-02"), "Paris"),
        "A");
  }
}
