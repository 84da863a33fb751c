package fr.vigie.records.caseload;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.records.disclosure.RefusalProblems;
import fr.vigie.records.references.References;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The own portfolio, page by page.
@Path("/v1/portfolio")
@RolesAllowed("advisor")
class PortfolioResource {

  /// @param next cursor of the next page; null at the end
  /// @param receipt id of the event that says what this page showed
  record Answer(List<Entry> entries, @Nullable String next, UUID receipt) {}

  private final Portfolios portfolios;
  private final Entries entries;
  private final References references;
  private final Callers callers;
  private final Clock clock;

  PortfolioResource(
      Portfolios portfolios, Entries entries, References references, Callers callers, Clock clock) {
    this.portfolios = portfolios;
    this.entries = entries;
    this.references = references;
    this.callers = callers;
    this.clock = clock;
  }

  @GET
  public Uni<Answer> list(@QueryParam("cursor") @Nullable String cursor) {
    var caller = callers.current();
    var account = caller.account();
    var after = cursor == null ? null : references.read(cursor, account).own();
    if (cursor != null && after == null) {
      throw noSuchCursor();
    }
    return portfolios
        .list(Asker.of(caller, clock.instant()), after, caller.attributes())
        .map(listed ->
            switch (listed) {
              case Portfolios.Listed.Page page ->
                  new Answer(
                      entries.of(page.cards(), account),
                      page.next() == null ? null : references.of(page.next(), account),
                      page.receipt().id());
              case Portfolios.Listed.NoSuchCursor _ -> throw noSuchCursor();
              case Portfolios.Listed.Refused(var reason) -> throw RefusalProblems.of(reason);
            });
  }

  private static RuntimeException noSuchCursor() {
    return Problems.of(
        400,
        "no-such-cursor",
        "This cursor leads nowhere",
        "Begin again without a cursor: the portfolio may have changed.");
  }
}
