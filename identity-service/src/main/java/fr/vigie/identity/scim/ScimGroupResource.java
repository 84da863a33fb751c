package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.vigie.identity.account.Role;
import fr.vigie.identity.lifecycle.AccountCommand.RequestRoles;
import fr.vigie.identity.lifecycle.AccountCommand.WithdrawRoles;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Groups, for the directory: one for each role, and who has it. Whoever is put into one is asked
/// for, and is in it when an account admin has approved; whoever is taken out is out.
@Path("/scim/v2/Groups")
@RolesAllowed(ScimToken.ROLE)
class ScimGroupResource {

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final int LOOKS = 40;

  private final ScimUsers users;
  private final ScimTable table;
  private final ScimAnswers answers;
  private final Trails trails;
  private final String base;

  ScimGroupResource(
      ScimUsers users,
      ScimTable table,
      ScimAnswers answers,
      Trails trails,
      IdentitySettings settings) {
    this.users = users;
    this.table = table;
    this.answers = answers;
    this.trails = trails;
    this.base = settings.url() + "/scim/v2";
  }

  @GET
  public Uni<Response> list(
      @QueryParam("filter") @Nullable String filter,
      @QueryParam("startIndex") @Nullable String startIndex,
      @QueryParam("count") @Nullable String count,
      @QueryParam("attributes") @Nullable String attributes,
      @QueryParam("excludedAttributes") @Nullable String excluded) {
    return answers.guarded(() -> {
      var wanted = ScimFilter.of(filter);
      var start = Math.max(1, ScimAnswers.number(startIndex, 1));
      var limit = Math.max(0, ScimAnswers.number(count, Role.values().length));
      var view = ScimView.of(attributes, excluded);
      return Multi.createFrom()
          .items(Arrays.stream(Role.values()).map(Role::word))
          .onItem()
          .transformToUniAndConcatenate(this::group)
          .select()
          .where(group -> wanted.map(filtering -> filtering.holds(group)).orElse(true))
          .collect()
          .asList()
          .map(groups ->
              ScimAnswers.ok(
                  ScimJson.list(
                      groups.stream()
                          .skip(start - 1L)
                          .limit(limit)
                          .map(ScimAnswers::versioned)
                          .map(view::of)
                          .toList(),
                      groups.size(),
                      start)));
    });
  }

  @GET
  @Path("/{role}")
  public Uni<Response> get(
      @PathParam("role") String role,
      @QueryParam("attributes") @Nullable String attributes,
      @QueryParam("excludedAttributes") @Nullable String excluded,
      @HeaderParam(HttpHeaders.IF_NONE_MATCH) @Nullable String known) {
    return answers.guarded(() ->
        group(known(role))
            .map(group -> ScimAnswers.ok(group, ScimView.of(attributes, excluded), known)));
  }

  @PUT
  @Path("/{role}")
  @Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Uni<Response> replace(
      @PathParam("role") String role,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String meant,
      String json) {
    var trail = trails.current();
    return answers.guarded(() ->
        group(known(role))
            .map(now -> ScimAnswers.require(meant, now))
            .flatMap(before -> change(role, before, ScimJson.read(json), trail))
            .map(group -> ScimAnswers.ok(group, ScimView.ALL)));
  }

  @PATCH
  @Path("/{role}")
  @Consumes({ScimJson.MEDIA_TYPE, MediaType.APPLICATION_JSON})
  public Uni<Response> patch(
      @PathParam("role") String role,
      @HeaderParam(HttpHeaders.IF_MATCH) @Nullable String meant,
      String json) {
    var trail = trails.current();
    return answers.guarded(() ->
        group(known(role))
            .map(now -> ScimAnswers.require(meant, now))
            .flatMap(
                before -> change(role, before, ScimJson.patched(before, json, "id", "meta"), trail))
            .map(group -> ScimAnswers.ok(group, ScimView.ALL)));
  }

  private Uni<ObjectNode> change(String role, ObjectNode before, ObjectNode sent, Trail trail) {
    if (ScimJson.text(sent, "displayName").filter(name -> !name.equals(role)).isPresent()) {
      throw new ScimError(400, "mutability", "A group is called by its role.");
    }
    var had = new HashSet<>(ScimJson.members(before));
    var wanted = new HashSet<>(ScimJson.members(sent));
    var added = wanted.stream().filter(one -> !had.contains(one)).sorted().toList();
    var gone = had.stream().filter(one -> !wanted.contains(one)).sorted().toList();
    return each(gone, one -> users.handle(one, new WithdrawRoles(List.of(role)), trail))
        .chain(() ->
            each(
                added,
                one ->
                    users
                        .find(one)
                        .chain(() ->
                            users.handle(
                                one,
                                new RequestRoles(
                                    request(role, one), List.of(role), ScimUsers.DIRECTORY),
                                trail))))
        .chain(() -> group(role, gone, LOOKS));
  }

  // The directory says the same at every round: that is one request, until it is decided.
  private static String request(String role, UUID account) {
    return UUID.nameUUIDFromBytes(
            (ScimUsers.DIRECTORY + "\n" + role + "\n" + account).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static Uni<Void> each(
      List<UUID> accounts, java.util.function.Function<UUID, Uni<Void>> work) {
    return Multi.createFrom()
        .iterable(accounts)
        .onItem()
        .transformToUniAndConcatenate(work::apply)
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<ObjectNode> group(String role) {
    return table.members(role).map(members -> ScimJson.group(role, members, base));
  }

  // The view may not show yet who was taken out a moment ago: it is waited for, so that the version
  // in the answer is the one that is shown from then on. What another changes meanwhile is as if it
  // had come before or after: each member is asked for or taken out by events, not by the view.
  private Uni<ObjectNode> group(String role, List<UUID> gone, int looks) {
    return table
        .members(role)
        .flatMap(members ->
            looks > 1 && members.stream().anyMatch(gone::contains)
                ? Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(LOOK_AGAIN)
                    .chain(() -> group(role, gone, looks - 1))
                : Uni.createFrom()
                    .item(
                        ScimJson.group(
                            role,
                            members.stream().filter(one -> !gone.contains(one)).toList(),
                            base)));
  }

  private static String known(String role) {
    return Arrays.stream(Role.values())
        .map(Role::word)
        .filter(role::equals)
        .findFirst()
        .orElseThrow(() -> ScimError.noSuch("group: they are the roles"));
  }
}
