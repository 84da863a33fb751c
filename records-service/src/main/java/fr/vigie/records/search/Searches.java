package fr.vigie.records.search;

import fr.vigie.contracts.records.DisclosureEvent.PortfolioSearched;
import fr.vigie.eventstore.Receipt;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.caseload.Portfolio;
import fr.vigie.records.caseload.Portfolios;
import fr.vigie.records.disclosure.Disclosures;
import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.terms.BlindKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Looks names up: reads the portfolio, matches in memory, notes the hits, shows them.
@ApplicationScoped
class Searches {

  private static final int MOST_HITS = 20;

  /// What a search came to.
  sealed interface Searched {
    record Found(List<Card> cards, Receipt receipt) implements Searched {}

    record Refused(Refusal reason) implements Searched {}
  }

  private final Disclosures disclosures;
  private final Portfolios portfolios;
  private final BlindKeys keys;
  private final Outbox outbox;

  Searches(Disclosures disclosures, Portfolios portfolios, BlindKeys keys, Outbox outbox) {
    this.disclosures = disclosures;
    this.portfolios = portfolios;
    this.keys = keys;
    this.outbox = outbox;
  }

  Uni<Searched> search(Asker asker, NameQuery query, Map<String, String> attributes) {
    return outbox
        .hasRoom()
        .flatMap(_ -> portfolios.of(UUID.fromString(asker.account())))
        .map(portfolio -> hits(portfolio, query))
        .flatMap(hits -> show(asker, query, hits, attributes));
  }

  private static List<Card> hits(Portfolio portfolio, NameQuery query) {
    return portfolio.cards().stream()
        .filter(card -> query.matches(card.identity()))
        .limit(MOST_HITS)
        .toList();
  }

  private Uni<Searched> show(
      Asker asker, NameQuery query, List<Card> hits, Map<String, String> attributes) {
    var term = keys.term("name", query.folded());
    return disclosures
        .list(
            asker,
            hits.stream().map(Card::person).toList(),
            "search",
            (advisor, day, persons) -> new PortfolioSearched(advisor, day, term, persons),
            attributes)
        .map(listed ->
            switch (listed) {
              case Disclosures.Listed.Refused(var reason) -> new Searched.Refused(reason);
              case Disclosures.Listed.Shown(var persons, var receipt) ->
                  new Searched.Found(Portfolios.those(hits, persons), receipt);
            });
  }
}
