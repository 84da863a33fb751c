package fr.vigie.records.caseload;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.records.disclosure.RefusalProblems;
import fr.vigie.records.jobseeker.References;
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
  private final Callers callers;
  private final Clock clock;

  PortfolioResource(Portfolios portfolios, Callers callers, Clock clock) {
    this.portfolios = portfolios;
    this.callers = callers;
    this.clock = clock;
  }

  @GET
  public Uni<Answer> list(@QueryParam("cursor") @Nullable String cursor) {
    var caller = callers.current();
    var after = cursor == null ? null : References.parse(cursor);
    if (cursor != null && after == null) {
      throw noSuchCursor();
    }
    return portfolios
        .list(Asker.of(caller, clock.instant()), after, caller.attributes())
        .map(listed ->
            switch (listed) {
              case Portfolios.Listed.Page page ->
                  new Answer(page.entries(), page.next(), page.receipt().id());
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
