package fr.vigie.records.search;

import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import fr.vigie.records.caseload.Entry;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Names in the own portfolio. A post, so that no name stands in a URL.
@Path("/v1/search")
@RolesAllowed("advisor")
class SearchResource {

  record Question(@Nullable String name) {
    @Override
    public String toString() {
      return "Question[******]";
    }
  }

  record Answer(List<Entry> entries, UUID receipt) {}

  private final Searches searches;
  private final Callers callers;

  SearchResource(Searches searches, Callers callers) {
    this.searches = searches;
    this.callers = callers;
  }

  @POST
  public Uni<Answer> search(@Nullable Question question) {
    var caller = callers.current();
    var query =
        Optional.ofNullable(question)
            .map(Question::name)
            .flatMap(NameQuery::of)
            .orElseThrow(() ->
                Problems.of(
                    400,
                    "no-such-name",
                    "This is not a name to look for",
                    "Send a name of 2 to 80 characters, with two letters at least."));
    return searches
        .search(UUID.fromString(caller.account()), query, caller.attributes())
        .map(found -> new Answer(found.entries(), found.receipt().id()));
  }
}
