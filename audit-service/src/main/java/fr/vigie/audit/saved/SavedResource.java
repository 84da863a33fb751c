package fr.vigie.audit.saved;

import fr.vigie.audit.query.BadParameterException;
import fr.vigie.audit.query.Questions;
import fr.vigie.audit.saved.SavedQuestions.Outcome;
import fr.vigie.kit.Callers;
import fr.vigie.kit.Problems;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Questions under a name. Whoever watches may ask them; who saved one changes or forgets it.
@Path("/v1/questions")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({"auditor", "privacy-officer", "security-officer"})
@RunOnVirtualThread
class SavedResource {

  private static final String NAMED = "/{name: [a-z][a-z0-9-]{0,40}}";

  /// What is said when it is asked, and not before.
  private static final Set<String> OF_A_PAGE = Set.of("cursor", "limit");

  private static final int MOST = 20;

  private final SavedQuestions saved;
  private final Questions questions;
  private final Callers callers;

  SavedResource(SavedQuestions saved, Questions questions, Callers callers) {
    this.saved = saved;
    this.questions = questions;
    this.callers = callers;
  }

  /// Those that are kept.
  record Listed(List<SavedQuestion> questions) {
    Listed {
      questions = List.copyOf(questions);
    }
  }

  @GET
  public Listed list() {
    return new Listed(saved.list());
  }

  /// Saves one: filters by name, as `/v1/events` takes them.
  @PUT
  @Path(NAMED)
  public Response save(
      @PathParam("name") String name, @Nullable Map<String, @Nullable String> asks) {
    var given = checked(asks);
    return answer(saved.save(name, given, callers.current()));
  }

  @DELETE
  @Path(NAMED)
  public Response forget(@PathParam("name") String name) {
    return answer(saved.forget(name, callers.current()));
  }

  /// Asks it: a page of what matches now.
  @GET
  @Path(NAMED + "/events")
  public Questions.Page ask(@PathParam("name") String name, @Context UriInfo request)
      throws SQLException {
    var question = saved.find(name).orElseThrow(() -> refused(Outcome.UNKNOWN));
    var parameters = new HashMap<String, List<String>>();
    question.asks().forEach((filter, value) -> parameters.put(filter, List.of(value)));
    request
        .getQueryParameters()
        .forEach((parameter, values) -> {
          if (!OF_A_PAGE.contains(parameter)) {
            throw new BadParameterException(parameter, "is not of a page; there are " + OF_A_PAGE);
          }
          parameters.put(parameter, values);
        });
    return questions.answer(parameters, callers.current());
  }

  private static Map<String, String> checked(@Nullable Map<String, @Nullable String> asks) {
    if (asks == null || asks.size() > MOST) {
      throw new BadParameterException("filters", "are an object of at most " + MOST + " members");
    }
    var given = new HashMap<String, String>();
    asks.forEach((filter, value) -> given.put(filter, Objects.requireNonNullElse(value, "")));
    Questions.check(given);
    return given;
  }

  private static Response answer(Outcome outcome) {
    if (outcome != Outcome.DONE) {
      throw refused(outcome);
    }
    return Response.noContent().build();
  }

  private static RuntimeException refused(Outcome outcome) {
    return outcome == Outcome.UNKNOWN
        ? Problems.of(
            404, "no-such-question", "There is no such question", "/v1/questions lists them.")
        : Problems.of(
            409,
            "question-of-another",
            "Somebody else saved this question",
            "Ask it, or save yours under another name.");
  }
}
