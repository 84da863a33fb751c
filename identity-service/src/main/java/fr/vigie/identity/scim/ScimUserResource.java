package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.References;
import fr.vigie.identity.platform.Trails;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.tuples.Tuple2;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Users, for the directory.
@Path("/scim/v2/Users")
@RolesAllowed(ScimToken.ROLE)
class ScimUserResource {

  static final int MOST = 200;
  private static final int A_PAGE = 100;

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

  /// Some, or the one that is looked for.
  @GET
  public Uni<Response> list(
      @QueryParam("filter") @Nullable String filter,
      @QueryParam("startIndex") @Nullable String startIndex,
      @QueryParam("count") @Nullable String count,
      @QueryParam("attributes") @Nullable String attributes,
      @QueryParam("excludedAttributes") @Nullable String excluded) {
    return answers.guarded(() -> {
      var start = Math.max(1, ScimAnswers.number(startIndex, 1));
      var limit = Math.clamp(ScimAnswers.number(count, A_PAGE), 0, MOST);
      var view = ScimView.of(attributes, excluded);
      return ScimFilter.of(filter)
          .map(wanted -> found(wanted, start, limit))
          .orElseGet(() -> some(start, limit))
          .map(found ->
              ScimAnswers.ok(
                  ScimJson.list(
                      found.getItem1().stream().map(ScimAnswers::versioned).map(view::of).toList(),
                      found.getItem2(),
                      start)));
    });
  }

  private Uni<Tuple2<List<ObjectNode>, Integer>> some(int start, int limit) {
    return Uni.combine()
        .all()
        .unis(
            users.page(start - 1, limit).map(found -> found.stream().map(this::node).toList()),
            users.count())
        .asTuple();
  }

  // One at most: what is looked for has one holder.
  private Uni<Tuple2<List<ObjectNode>, Integer>> found(ScimFilter filter, int start, int limit) {
    return users
        .find(filter.wanted())
        .map(found -> {
          var held = found.stream().map(this::node).filter(filter::holds).toList();
          return Tuple2.of(held.stream().skip(start - 1L).limit(limit).toList(), held.size());
        });
  }

  private ObjectNode node(ScimUser user) {
    return ScimJson.user(user, base);
  }

  @GET
  @Path("/{id}")
  public Uni<Response> get(
      @PathParam("id") String id,
      @QueryParam("attributes") @Nullable String attributes,
      @QueryParam("excludedAttributes") @Nullable String excluded,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return answers.guarded(() ->
        users
            .find(known(id))
            .map(user -> ScimAnswers.ok(node(user), ScimView.of(attributes, excluded), known)));
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
  public Uni<Response> replace(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String meant,
      String json) {
    var trail = trails.current();
    return answers.guarded(() ->
        meant(id, meant)
            .flatMap(before -> users.change(before, ScimJson.read(json), trail))
            .map(this::shown));
  }

  @PATCH
  @Path("/{id}")
  @Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Uni<Response> patch(
      @PathParam("id") String id,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String meant,
      String json) {
    var trail = trails.current();
    return answers.guarded(() ->
        meant(id, meant)
            .flatMap(before ->
                users.change(
                    before, ScimJson.patched(node(before), json, "id", "groups", "meta"), trail))
            .map(this::shown));
  }

  private Uni<ScimUser> meant(String id, @Nullable String version) {
    return users.find(known(id)).invoke(user -> ScimAnswers.require(version, node(user)));
  }

  @DELETE
  @Path("/{id}")
  public Uni<Response> delete(
      @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String meant) {
    var trail = trails.current();
    return answers.guarded(() ->
        meant(id, meant)
            .flatMap(user -> users.delete(user.id(), trail))
            .replaceWith(() -> Response.noContent().build()));
  }

  private static UUID known(String id) {
    return References.of(id).orElseThrow(() -> ScimError.noSuch("user"));
  }

  private Response shown(ScimUser user) {
    return ScimAnswers.ok(node(user), ScimView.ALL);
  }
}
