package fr.vigie.identity.enrolment;

import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.page.Forms;
import fr.vigie.identity.page.Notices;
import fr.vigie.identity.page.Pages;
import fr.vigie.identity.platform.Cookies;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.provider.Askings;
import fr.vigie.identity.session.EndCause;
import fr.vigie.identity.session.Sessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out whose account a browser is here for; sends it to sign in where nobody is, or where the
/// last sign-in is too long ago for what is wanted.
@ApplicationScoped
public class Owners {

  /// What to do for an owner.
  public interface ForOwner {
    Uni<Response> answer(Owner owner);
  }

  private static final String FORM = "account";

  private final Sessions sessions;
  private final Accounts accounts;
  private final Askings askings;
  private final Forms forms;
  private final Notices notices;
  private final Clock clock;
  private final URI issuer;

  Owners(
      Sessions sessions,
      Accounts accounts,
      Askings askings,
      Forms forms,
      Notices notices,
      Clock clock,
      IdentitySettings settings) {
    this.sessions = sessions;
    this.accounts = accounts;
    this.askings = askings;
    this.forms = forms;
    this.notices = notices;
    this.clock = clock;
    this.issuer = settings.url();
  }

  /// For whoever is signed in.
  public Uni<Response> look(
      @Nullable String session, @Nullable String visit, HttpHeaders headers, ForOwner then) {
    return notices.guarded(
        find(session)
            .flatMap(owner -> owner.isPresent() ? then.answer(owner.get()) : signIn(visit)),
        headers);
  }

  /// For whoever is signed in and sent a form of ours.
  Uni<Response> sent(
      Parameters fields,
      @Nullable String session,
      @Nullable String visit,
      HttpHeaders headers,
      ForOwner then) {
    return session == null || !fields.areSound() || !forms.isOurs(headers, fields, session, FORM)
        ? notices.forged("account", headers)
        : look(session, visit, headers, then);
  }

  /// For whoever signed in within the last minutes and sent a form of ours.
  public Uni<Response> change(
      Parameters fields,
      @Nullable String session,
      @Nullable String visit,
      HttpHeaders headers,
      ForOwner then) {
    return sent(
        fields,
        session,
        visit,
        headers,
        owner -> owner.isFresh(clock.instant()) ? then.answer(owner) : signIn(visit));
  }

  /// Ends every session of the owner but this one: it was opened with a factor that is no more.
  Uni<Void> endOthers(Owner owner, Trail trail) {
    return sessions.endAll(
        owner.session().account(),
        Optional.of(owner.session().id()),
        EndCause.CREDENTIAL_CHANGED,
        trail);
  }

  /// The token of the forms on an owner's pages.
  public String token(Owner owner) {
    return forms.token(owner.cookie(), FORM);
  }

  /// Back to the page of one's own factors.
  ///
  /// @param query what it is to say, or empty
  Uni<Response> back(String query) {
    return to("/account" + query);
  }

  /// On to another page of ours.
  public Uni<Response> to(String path) {
    return Uni.createFrom().item(Pages.redirect(URI.create(issuer + path)));
  }

  private Uni<Optional<Owner>> find(@Nullable String cookie) {
    return cookie == null
        ? Uni.createFrom().item(Optional.empty())
        : sessions
            .resume(new Opaque(cookie))
            .flatMap(session ->
                session.isEmpty()
                    ? Uni.createFrom().item(Optional.empty())
                    : accounts
                        .profile(session.get().account())
                        .map(profile ->
                            profile.map(known -> new Owner(session.get(), known, cookie))));
  }

  private Uni<Response> signIn(@Nullable String visit) {
    var visitor = visit == null ? Opaque.random() : new Opaque(visit);
    var cookies =
        visit == null ? new NewCookie[] {Cookies.set(Cookies.VISIT, visitor)} : new NewCookie[0];
    return askings
        .begin(visitor)
        .map(request ->
            Pages.redirect(URI.create(issuer + "/sign-in?request=" + request.value()), cookies));
  }
}
