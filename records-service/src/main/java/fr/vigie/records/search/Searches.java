package fr.vigie.records.search;

import fr.vigie.contracts.records.DisclosureEvent.PortfolioSearched;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.records.caseload.Entry;
import fr.vigie.records.caseload.Portfolio;
import fr.vigie.records.caseload.Portfolios;
import fr.vigie.records.disclosure.ExposureDay;
import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.terms.BlindKeys;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Looks names up: reads the portfolio, matches in memory, notes the hits, shows them.
@ApplicationScoped
class Searches {

  private static final int MOST_HITS = 20;

  record Found(List<Entry> entries, Receipt receipt) {}

  private final EventStore store;
  private final Portfolios portfolios;
  private final BlindKeys keys;
  private final Outbox outbox;
  private final Clock clock;

  Searches(EventStore store, Portfolios portfolios, BlindKeys keys, Outbox outbox, Clock clock) {
    this.store = store;
    this.portfolios = portfolios;
    this.keys = keys;
    this.outbox = outbox;
    this.clock = clock;
  }

  Uni<Found> search(UUID advisor, NameQuery query, Map<String, String> attributes) {
    return outbox
        .hasRoom()
        .flatMap(_ -> portfolios.of(advisor))
        .map(portfolio -> hits(portfolio, query))
        .flatMap(hits -> show(advisor, query, hits, attributes));
  }

  private static List<Card> hits(Portfolio portfolio, NameQuery query) {
    return portfolio.cards().stream()
        .filter(card -> query.matches(card.identity()))
        .limit(MOST_HITS)
        .toList();
  }

  private Uni<Found> show(
      UUID advisor, NameQuery query, List<Card> hits, Map<String, String> attributes) {
    var searched =
        new PortfolioSearched(
            advisor.toString(),
            ExposureDay.of(clock.instant()),
            keys.term("name", query.folded()),
            hits.stream().map(card -> card.person().toString()).toList());
    return InTime.of(() -> store.append(attributes, List.of(searched)))
        .map(receipts ->
            new Found(hits.stream().map(Portfolio::entry).toList(), receipts.getFirst()));
  }
}
