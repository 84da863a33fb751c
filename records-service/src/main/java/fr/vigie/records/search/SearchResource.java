package fr.vigie.records.search;

import fr.vigie.kit.Callers;
import fr.vigie.kit.ParisTime;
import fr.vigie.kit.Problems;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.calls.Reason;
import fr.vigie.records.caseload.Entries;
import fr.vigie.records.caseload.Entry;
import fr.vigie.records.disclosure.RefusalProblems;
import fr.vigie.records.fields.FieldReader;
import fr.vigie.records.fields.Rule;
import fr.vigie.records.fields.StrictJson;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.terms.NumberTerm;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Names in the own portfolio, or an exact number. A post, so that neither stands in a URL. By the
/// NIR, which others know a person by, nobody is looked for without a reason.
@Path("/v1/search")
@RolesAllowed("advisor")
@Consumes(MediaType.APPLICATION_JSON)
class SearchResource {

  /// One of three questions: `name`; `number`; `nir` and `birthDate`.
  sealed interface Question {
    record ByName(NameQuery query) implements Question {}

    record ByNumber(NumberSearches.Question of) implements Question {}
  }

  record Answer(List<Entry> entries, UUID receipt) {}

  private static final LocalDate FIRST_BIRTH = LocalDate.of(1900, 1, 1);

  private final Searches searches;
  private final NumberSearches numbers;
  private final Entries entries;
  private final Callers callers;
  private final Clock clock;

  SearchResource(
      Searches searches, NumberSearches numbers, Entries entries, Callers callers, Clock clock) {
    this.searches = searches;
    this.numbers = numbers;
    this.entries = entries;
    this.callers = callers;
    this.clock = clock;
  }

  @POST
  public Uni<Answer> search(
      @HeaderParam(Reason.HEADER) @Nullable String said, byte @Nullable [] body) {
    var caller = callers.current();
    var why = Optional.ofNullable(said).flatMap(Reason::of).orElse(null);
    var question = StrictJson.read(body, from -> question(from, why));
    if (question instanceof Question.ByNumber(var of)
        && of.birthDate() != null
        && of.reason() == null) {
      throw RefusalProblems.of(Refusal.REASON_NEEDED);
    }
    var asker = Asker.of(caller, clock.instant());
    return switch (question) {
      case Question.ByName(var query) ->
          searches
              .search(asker, query, caller.attributes())
              .map(searched ->
                  switch (searched) {
                    case Searches.Searched.Found(var cards, var receipt) ->
                        new Answer(entries.of(cards, caller.account()), receipt.id());
                    case Searches.Searched.Refused(var reason) -> throw RefusalProblems.of(reason);
                  });
      case Question.ByNumber(var of) ->
          numbers
              .search(asker, of, caller.attributes())
              .map(answer ->
                  switch (answer) {
                    case NumberSearches.Answer.Found(var cards, var receipt) ->
                        new Answer(entries.of(cards, caller.account()), receipt.id());
                    case NumberSearches.Answer.NoBudget _ -> throw noBudget();
                    case NumberSearches.Answer.Refused(var reason) ->
                        throw RefusalProblems.of(reason);
                  });
    };
  }

  private Question question(FieldReader from, @Nullable Reason reason) {
    var number = from.optionalText("number", Rule.NUMBER);
    if (number != null) {
      return new Question.ByNumber(
          new NumberSearches.Question(NumberTerm.number(number), null, null));
    }
    var nir = from.optionalText("nir", Rule.NIR);
    if (nir != null) {
      var today = ParisTime.day(clock.instant());
      return new Question.ByNumber(
          new NumberSearches.Question(
              NumberTerm.nir(nir), from.date("birthDate", FIRST_BIRTH, today), reason));
    }
    return new Question.ByName(
        NameQuery.of(from.text("name", Rule.SOUGHT_NAME)).orElse(NameQuery.NOTHING));
  }

  private static RuntimeException noBudget() {
    return Problems.of(
        429,
        "search-budget-exhausted",
        "The day's searches are used up",
        "Nobody else can be looked for by number today. The own portfolio can be searched by name."
            + " Ask your manager if a desk is waiting.");
  }
}
