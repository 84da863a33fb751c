package fr.vigie.records.caseload;

import fr.vigie.contracts.records.DisclosureEvent.PortfolioListed;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.records.disclosure.ExposureDay;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.platform.Tables;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    record Page(List<Entry> entries, @Nullable String next, Receipt receipt) implements Listed {}

    /// The cursor leads nowhere in this portfolio.
    record NoSuchCursor() implements Listed {}
  }

  private final EventStore store;
  private final Tables tables;
  private final Files files;
  private final Outbox outbox;
  private final Clock clock;

  Portfolios(EventStore store, Tables tables, Files files, Outbox outbox, Clock clock) {
    this.store = store;
    this.tables = tables;
    this.files = files;
    this.outbox = outbox;
    this.clock = clock;
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

  Uni<Listed> list(UUID advisor, @Nullable UUID after, Map<String, String> attributes) {
    return outbox
        .hasRoom()
        .flatMap(_ -> of(advisor))
        .flatMap(portfolio ->
            portfolio
                .after(after, PAGE)
                .map(page -> show(advisor, page, attributes))
                .orElseGet(() -> Uni.createFrom().item(new Listed.NoSuchCursor())));
  }

  private Uni<Listed> show(UUID advisor, Portfolio.Page page, Map<String, String> attributes) {
    var listed =
        new PortfolioListed(
            advisor.toString(),
            ExposureDay.of(clock.instant()),
            page.cards().stream().map(card -> card.person().toString()).toList());
    return InTime.of(() -> store.append(attributes, List.of(listed)))
        .map(receipts ->
            new Listed.Page(
                page.cards().stream().map(Portfolio::entry).toList(),
                page.next(),
                receipts.getFirst()));
  }
}
