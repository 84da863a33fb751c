package fr.vigie.identity.scim;

import com.unboundid.scim2.common.exceptions.BadRequestException;
import com.unboundid.scim2.common.filters.EqualFilter;
import com.unboundid.scim2.common.filters.Filter;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.scim.ScimTable.Wanted;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Users, for the directory.
@Path("/scim/v2/Users")
@RolesAllowed(ScimToken.ROLE)
class ScimUserResource {

  private static final int MOST = 200;

  private final ScimUsers users;
  private final ScimAnswers answers;
  private final Trails trails;
  private final String base;

  ScimUserResource(ScimUsers users, ScimAnswers answers, Trails trails, IdentitySettings settings) {
    this.users = users;
    this.answers = answers;
    this.trails = trails;
    this.base = settings.url() + "/scim/v2";
  }

  /// Some, or the one of a `userName` or `externalId`.
  @GET
  public Uni<Response> list(
      @QueryParam("filter") @Nullable String filter,
      @QueryParam("startIndex") @DefaultValue("1") int startIndex,
      @QueryParam("count") @DefaultValue("100") int count) {
    return answers.guarded(() -> {
      var wanted = wanted(filter);
      var start = Math.max(1, startIndex);
      var limit = Math.clamp(count, 0, MOST);
      return Uni.combine()
          .all()
          .unis(users.list(wanted, start - 1, limit), users.count(wanted))
          .asTuple()
          .map(found ->
              ScimAnswers.ok(
                  ScimJson.list(
                      found.getItem1().stream().map(user -> ScimJson.user(user, base)).toList(),
                      found.getItem2(),
                      start)));
    });
  }

  private static Wanted wanted(@Nullable String filter) {
    if (filter == null) {
      return new Wanted(null, null, null);
    }
    try {
      if (Filter.fromString(filter) instanceof EqualFilter equal) {
        var path = equal.getAttributePath();
        var value = equal.getComparisonValue();
        if (path != null && value != null && value.isTextual()) {
          return wanted(path.toString().toLowerCase(Locale.ROOT), value.asText());
        }
      }
    } catch (BadRequestException _) {
      throw new ScimError(400, "invalidFilter", "The filter cannot be read (RFC 7644, 3.4.2.2).");
    }
    throw other();
  }

  private static Wanted wanted(String attribute, String value) {
    return switch (attribute) {
      case "username" -> new Wanted(null, Login.fits(value) ? new Login(value).value() : "", null);
      case "externalid" -> new Wanted(null, null, value);
      case "id" -> new Wanted(ScimJson.id(value).orElse(new UUID(0, 0)), null, null);
      default -> throw other();
    };
  }

  private static ScimError other() {
    return new ScimError(
        400, "invalidFilter", "Only userName, externalId or id, eq a text, can be looked for.");
  }

  @GET
  @Path("/{id}")
  public Uni<Response> get(@PathParam("id") String id) {
    return answers.guarded(() -> users.find(known(id)).map(this::shown));
  }

  @POST
  @Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Uni<Response> create(String json) {
    var trail = trails.current();
    return answers.guarded(() ->
        users
            .create(ScimJson.read(json), trail)
            .map(user ->
                Response.fromResponse(shown(user))
                    .status(201)
                    .location(URI.create(base + "/Users/" + user.id()))
                    .build()));
  }

  @PUT
  @Path("/{id}")
  @Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Uni<Response> replace(@PathParam("id") String id, String json) {
    var trail = trails.current();
    return answers.guarded(() ->
        users
            .find(known(id))
            .flatMap(before -> users.change(before, ScimJson.read(json), trail))
            .map(this::shown));
  }

  @PATCH
  @Path("/{id}")
  @Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Uni<Response> patch(@PathParam("id") String id, String json) {
    var trail = trails.current();
    return answers.guarded(() ->
        users
            .find(known(id))
            .flatMap(before ->
                users.change(before, ScimJson.patched(ScimJson.user(before, base), json), trail))
            .map(this::shown));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Response> delete(@PathParam("id") String id) {
    var trail = trails.current();
    return answers.guarded(
        () -> users.delete(known(id), trail).replaceWith(() -> Response.noContent().build()));
  }

  private static UUID known(String id) {
    return ScimJson.id(id).orElseThrow(() -> ScimError.noSuch("user"));
  }

  private Response shown(ScimUser user) {
    return ScimAnswers.ok(ScimJson.user(user, base));
  }
}
