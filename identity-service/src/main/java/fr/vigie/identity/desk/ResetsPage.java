package fr.vigie.identity.desk;

import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.account.Role;
import fr.vigie.identity.enrolment.Owner;
import fr.vigie.identity.enrolment.Owners;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.reset.Kind;
import fr.vigie.identity.reset.ListedResets;
import fr.vigie.identity.reset.ListedResets.Listed;
import fr.vigie.identity.reset.Proofing;
import fr.vigie.identity.reset.ResetCommand;
import fr.vigie.identity.reset.Resets;
import fr.vigie.kit.ParisTime;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Where the desk starts resets, where two others agree, and where anybody stops their own.
@Path("/resets")
class ResetsPage {

  /// A reset as the page shows it.
  record Line(
      UUID reset,
      String login,
      String displayName,
      String kind,
      String proofing,
      String agent,
      String at,
      int approvals,
      String state,
      boolean mayAgree,
      boolean open) {}

  /// The templates.
  @CheckedTemplate(basePath = "desk")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance resets(
        String csrf, boolean desk, UUID next, List<Line> lines, boolean done, String problem);
  }

  private static final String REFERENCE = "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}";

  private final Owners owners;
  private final Accounts accounts;
  private final Resets resets;
  private final ListedResets listed;
  private final Pages pages;
  private final Trails trails;

  ResetsPage(
      Owners owners,
      Accounts accounts,
      Resets resets,
      ListedResets listed,
      Pages pages,
      Trails trails) {
    this.owners = owners;
    this.accounts = accounts;
    this.resets = resets;
    this.listed = listed;
    this.pages = pages;
    this.trails = trails;
  }

  /// Lists those that concern whoever looks.
  @GET
  public Uni<Response> list(
      @QueryParam("done") @Nullable String done,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    return owners.look(
        session, visit, headers, owner -> page(200, owner, done != null, "", headers));
  }

  /// Starts one.
  @POST
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> start(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var fields = Parameters.parse(form);
    var trail = trails.current();
    return owners.change(
        fields,
        session,
        visit,
        headers,
        owner -> {
          var reset = reference(fields);
          var login = fields.one("login").filter(Login::fits);
          var kind = fields.one("kind").flatMap(Kind::of);
          return reset.isEmpty() || login.isEmpty() || kind.isEmpty()
              ? page(400, owner, false, "incomplete", headers)
              : resets
                  .start(
                      reset.get(),
                      new Login(login.get()),
                      kind.get(),
                      fields.one("proofing").flatMap(Proofing::of),
                      owner.session(),
                      trail)
                  .flatMap(answer -> answer(answer, owner, headers));
        });
  }

  /// Agrees to one, or stops it.
  @POST
  @Path("/steps")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> step(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var fields = Parameters.parse(form);
    var trail = trails.current();
    return owners.change(
        fields,
        session,
        visit,
        headers,
        owner -> {
          var reset = reference(fields);
          var step = fields.one("step").orElse("");
          if (reset.isEmpty() || !(step.equals("approve") || step.equals("decline"))) {
            return page(400, owner, false, "incomplete", headers);
          }
          var taken =
              step.equals("approve")
                  ? resets.approve(reset.get(), owner.session(), trail)
                  : resets.decline(reset.get(), owner.session(), trail);
          return taken.flatMap(answer -> answer(answer, owner, headers));
        });
  }

  private Uni<Response> answer(ResetCommand.Answer answer, Owner owner, HttpHeaders headers) {
    return switch (answer) {
      case ResetCommand.Answer.Done _ -> owners.to("/resets?done=yes");
      case ResetCommand.Answer.Refused(var why) -> page(403, owner, false, why.word(), headers);
    };
  }

  private Uni<Response> page(
      int status, Owner owner, boolean done, String problem, HttpHeaders headers) {
    var language = Pages.language(Optional.empty(), headers);
    return accounts
        .find(owner.session().account())
        .map(Optional::orElseThrow)
        .flatMap(reader ->
            (done ? listed.ofNow(reader) : listed.of(reader))
                .flatMap(lines ->
                    pages.send(
                        status,
                        Templates.resets(
                            owners.token(owner),
                            reader.roles().contains(Role.DESK.word()),
                            UUID.randomUUID(),
                            lines.stream()
                                .map(line -> line(line, mayAgree(reader, owner, line), language))
                                .toList(),
                            done,
                            problem),
                        language,
                        List.of())));
  }

  // What the page offers; what counts is decided when it is asked for.
  private static boolean mayAgree(Account reader, Owner owner, Listed line) {
    var roles = reader.roles();
    return line.waits()
        && (roles.contains(Role.MANAGER.word()) || roles.contains(Role.ACCOUNT_ADMIN.word()))
        && !roles.contains(Role.DESK.word())
        && !line.login().equals(owner.profile().login());
  }

  private static Line line(Listed listed, boolean mayAgree, Locale language) {
    var open = listed.state().equals("waits") || listed.state().equals("approved");
    return new Line(
        listed.reset(),
        listed.login(),
        listed.displayName(),
        listed.kind(),
        listed.proofing(),
        listed.askedBy(),
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT)
            .withLocale(language)
            .withZone(ParisTime.ZONE)
            .format(listed.askedAt()),
        listed.approvals(),
        listed.state(),
        mayAgree,
        open);
  }

  private static Optional<UUID> reference(Parameters fields) {
    return fields.one("reset").filter(word -> word.matches(REFERENCE)).map(UUID::fromString);
  }
}
