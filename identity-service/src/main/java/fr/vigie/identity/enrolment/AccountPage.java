package fr.vigie.identity.enrolment;

import fr.vigie.identity.client.Refusals;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.passkey.Judgement;
import fr.vigie.identity.passkey.Passkey;
import fr.vigie.identity.passkey.Passkeys;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.References;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.platform.Trails;
import fr.vigie.identity.recovery.RecoveryCodes;
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
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One's own factors, and the last sign-ins.
@Path("/account")
class AccountPage {

  /// A passkey as the page shows it.
  record PasskeyLine(String reference, String added, String used, boolean bound) {}

  /// A sign-in as the page shows it.
  record SignInLine(String at, boolean done, String network) {}

  /// The templates.
  @CheckedTemplate(basePath = "enrolment")
  static final class Templates {

    private Templates() {}

    static native TemplateInstance account(
        String csrf,
        String login,
        String passkey,
        List<PasskeyLine> passkeys,
        int recoveryLeft,
        List<SignInLine> signIns,
        String request,
        String notice);
  }

  private static final List<String> NOTICES =
      List.of("added", "removed", "refused", "model", "password", "authenticator", "recovered");

  private final Owners owners;
  private final Passkeys passkeys;
  private final RecoveryCodes recoveryCodes;
  private final Refusals refusals;
  private final LastSignIns lastSignIns;
  private final Pages pages;
  private final Trails trails;

  AccountPage(
      Owners owners,
      Passkeys passkeys,
      RecoveryCodes recoveryCodes,
      Refusals refusals,
      LastSignIns lastSignIns,
      Pages pages,
      Trails trails) {
    this.owners = owners;
    this.passkeys = passkeys;
    this.recoveryCodes = recoveryCodes;
    this.refusals = refusals;
    this.lastSignIns = lastSignIns;
    this.pages = pages;
    this.trails = trails;
  }

  /// Shows them.
  ///
  /// @param request an application's request that is to be gone on with afterwards
  @GET
  public Uni<Response> show(
      @QueryParam("request") @Nullable String request,
      @QueryParam("done") @Nullable String notice,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    return owners.look(
        session,
        visit,
        headers,
        owner ->
            page(
                owner,
                Optional.ofNullable(request).filter(AccountPage::isReference).orElse(""),
                notice != null && NOTICES.contains(notice) ? notice : "",
                headers));
  }

  /// Adds a passkey.
  @POST
  @Path("/passkeys")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> addPasskey(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var sent = Parameters.parse(form);
    var passkey = sent.oneLong("credential").orElse("");
    var fields = sent.without(Set.of("credential"));
    var trail = trails.current();
    return owners.change(
        fields,
        session,
        visit,
        headers,
        owner ->
            passkeys
                .add(owner.session().account(), passkey, owner.bound(), trail)
                .call(judged -> note(judged, owner, trail))
                .flatMap(judged -> owners.back("?done=" + word(judged) + goingOn(fields))));
  }

  private Uni<Void> note(Judgement judged, Owner owner, Trail trail) {
    return judged instanceof Judgement.Bad(var why)
        ? refusals.noteOf(owner.session().account(), "account", why.word(), trail)
        : Uni.createFrom().voidItem();
  }

  private static String word(Judgement judged) {
    return switch (judged) {
      case Judgement.Good _ -> "added";
      case Judgement.Bad(var why) -> why.isOfTheModel() ? "model" : "refused";
    };
  }

  /// Takes a passkey away.
  @POST
  @Path("/passkeys/remove")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  public Uni<Response> removePasskey(
      String form,
      @Context HttpHeaders headers,
      @CookieParam(Cookies.SESSION) @Nullable String session,
      @CookieParam(Cookies.VISIT) @Nullable String visit) {
    var fields = Parameters.parse(form).without(Set.of("credential"));
    var trail = trails.current();
    return owners.change(
        fields,
        session,
        visit,
        headers,
        owner -> {
          var reference = fields.one("reference").flatMap(References::of);
          return reference.isEmpty()
              ? owners.back("")
              : passkeys
                  .remove(owner.session().account(), reference.get(), trail)
                  .flatMap(
                      was -> was ? owners.endOthers(owner, trail) : Uni.createFrom().voidItem())
                  .chain(() -> owners.back("?done=removed" + goingOn(fields)));
        });
  }

  private Uni<Response> page(Owner owner, String request, String notice, HttpHeaders headers) {
    var language = Pages.language(Optional.empty(), headers);
    var account = owner.session().account();
    return Uni.combine()
        .all()
        .unis(
            passkeys.toMake(account, owner.profile(), owner.bound()),
            passkeys.of(account),
            recoveryCodes.left(account),
            lastSignIns.of(account))
        .asTuple()
        .flatMap(found ->
            pages.sendWithScript(
                200,
                Templates.account(
                    owners.token(owner),
                    owner.profile().login(),
                    found.getItem1(),
                    found.getItem2().stream().map(one -> line(one, language)).toList(),
                    found.getItem3(),
                    found.getItem4().stream().map(one -> line(one, language)).toList(),
                    request,
                    notice),
                language,
                List.of()));
  }

  private static PasskeyLine line(Passkey passkey, Locale language) {
    return new PasskeyLine(
        passkey.reference().toString(),
        SessionsPage.said(passkey.addedAt(), language),
        passkey.usedAt().map(at -> SessionsPage.said(at, language)).orElse(""),
        passkey.isBoundToItsDevice());
  }

  private static SignInLine line(LastSignIns.SignIn one, Locale language) {
    return new SignInLine(SessionsPage.said(one.at(), language), one.done(), one.network());
  }

  private static String goingOn(Parameters fields) {
    return request(fields).map(request -> "&request=" + request).orElse("");
  }

  /// The application's request that is to be gone on with afterwards.
  static Optional<String> request(Parameters fields) {
    return fields.one("request").filter(AccountPage::isReference);
  }

  private static boolean isReference(String text) {
    return text.matches("[A-Za-z0-9_-]{1,100}");
  }
}
