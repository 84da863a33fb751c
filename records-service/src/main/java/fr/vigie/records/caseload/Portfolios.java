package fr.vigie.records.caseload;

import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.eventstore.Receipt;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.disclosure.Disclosures;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.platform.Tables;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Portfolios: reads one, notes what is shown of it, shows it.
@ApplicationScoped
public class Portfolios {

  private static final int PAGE = 50;

  // No portfolio comes near it (the widest average known of an agency is 1,125): it bounds the work
  // of one request, whatever the data.
  private static final String OF =
      "select person from portfolio where advisor = $1 order by person limit 2000";

  /// What a request for a page came to.
  sealed interface Listed {
    /// Some of it.
    ///
    /// @param next where to go on; null at the end
    record Page(List<Card> cards, @Nullable UUID next, Receipt receipt) implements Listed {}

    /// The cursor leads nowhere in this portfolio.
    record NoSuchCursor() implements Listed {}

    /// Nothing of it.
    record Refused(Refusal reason) implements Listed {}
  }

  private final Disclosures disclosures;
  private final Tables tables;
  private final Files files;
  private final Outbox outbox;

  Portfolios(Disclosures disclosures, Tables tables, Files files, Outbox outbox) {
    this.disclosures = disclosures;
    this.tables = tables;
    this.files = files;
    this.outbox = outbox;
  }

  /// The advisor's portfolio. Nothing of it may leave before an event says so.
  public Uni<Portfolio> of(UUID advisor) {
    return tables
        .run(OF, Tuple.of(advisor))
        .map(rows -> {
          var persons = new ArrayList<UUID>();
          rows.forEach(row -> persons.add(row.getUUID("person")));
          return persons;
        })
        .flatMap(files::cards)
        .map(Portfolio::new);
  }

  Uni<Listed> list(Asker asker, @Nullable UUID after, Map<String, String> attributes) {
    return outbox
        .hasRoom()
        .flatMap(_ -> of(UUID.fromString(asker.account())))
        .flatMap(portfolio ->
            portfolio
                .after(after, PAGE)
                .map(page -> show(asker, page, attributes))
                .orElseGet(() -> Uni.createFrom().item(new Listed.NoSuchCursor())));
  }

  private Uni<Listed> show(Asker asker, Portfolio.Page page, Map<String, String> attributes) {
    return disclosures
        .list(
            asker,
            page.cards().stream().map(Card::person).toList(),
            "list",
            PortfolioListed::new,
            attributes)
        .map(listed ->
            switch (listed) {
              case Disclosures.Listed.Refused(var reason) -> new Listed.Refused(reason);
              case Disclosures.Listed.Shown(var persons, var receipt) ->
                  new Listed.Page(those(page.cards(), persons), page.next(), receipt);
            });
  }

  /// Of these cards, those of the persons that may be shown.
  public static List<Card> those(List<Card> cards, List<UUID> persons) {
    var may = Set.copyOf(persons);
    return cards.stream().filter(card -> may.contains(card.person())).toList();
  }
}
