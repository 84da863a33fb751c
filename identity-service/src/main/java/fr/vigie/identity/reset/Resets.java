package fr.vigie.identity.reset;

import fr.vigie.contracts.identity.ResetEvent.ResetStepRefused;
import fr.vigie.eventstore.EventStore;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Accounts;
import fr.vigie.identity.account.Login;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.post.Contacts;
import fr.vigie.identity.session.Session;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/// The door to resets, for those who start them and those who agree.
@ApplicationScoped
public class Resets {

  private static final Logger LOG = Logger.getLogger(Resets.class);

  private final Accounts accounts;
  private final Contacts contacts;
  private final ResetDecisions decisions;
  private final ResetLinks links;
  private final ListedResets listed;
  private final EventStore store;

  Resets(
      Accounts accounts,
      Contacts contacts,
      ResetDecisions decisions,
      ResetLinks links,
      ListedResets listed,
      EventStore store) {
    this.accounts = accounts;
    this.contacts = contacts;
    this.decisions = decisions;
    this.links = links;
    this.listed = listed;
    this.store = store;
  }

  /// Starts one. The person, and the manager, hear of it at once.
  ///
  /// @param reset chosen by the form: sent twice, it is one
  public Uni<ResetCommand.Answer> start(
      UUID reset, Login login, Kind kind, Optional<Proofing> proofing, Session by, Trail trail) {
    return accounts
        .named(login)
        .flatMap(id -> id.isEmpty() ? Uni.createFrom().item(none()) : accounts.find(id.get()))
        .flatMap(target ->
            target.isEmpty()
                ? unknown(by, trail)
                : Uni.combine()
                    .all()
                    .unis(contacts.of(target.get().id()), whoever(by))
                    .asTuple()
                    .flatMap(known ->
                        decisions.handle(
                            new ResetCommand.Start(
                                reset.toString(),
                                target.get(),
                                kind,
                                proofing,
                                known.getItem1().isPresent(),
                                known.getItem2()),
                            trail.attributes(by.account(), by.id()))));
  }

  /// Agrees. With the second, the link goes out.
  public Uni<ResetCommand.Answer> approve(UUID reset, Session by, Trail trail) {
    return about(reset, by, trail, ResetCommand.Approve::new)
        .call(answer ->
            answer instanceof ResetCommand.Answer.Done(var approved) && approved
                ? links
                    .deliver(reset)
                    .onFailure()
                    .recoverWithItem(failure -> {
                      LOG.warnf("a letter waits: %s", failure.getClass().getName());
                      return false;
                    })
                : Uni.createFrom().item(false));
  }

  /// Does not agree, or takes it back.
  public Uni<ResetCommand.Answer> decline(UUID reset, Session by, Trail trail) {
    return about(reset, by, trail, ResetCommand.Decline::new)
        .call(answer ->
            answer instanceof ResetCommand.Answer.Done
                ? links.forget(reset)
                : Uni.createFrom().voidItem());
  }

  /// What to do, with a reset that is listed.
  private interface Step {
    ResetCommand of(String reset, Account target, Account by);
  }

  private Uni<ResetCommand.Answer> about(UUID reset, Session by, Trail trail, Step step) {
    return listed
        .accountOf(reset)
        .flatMap(id -> id.isEmpty() ? Uni.createFrom().item(none()) : accounts.find(id.get()))
        .flatMap(target ->
            target.isEmpty()
                ? Uni.createFrom().item(new ResetCommand.Answer.Refused(ResetRefusal.NOT_OPEN))
                : whoever(by)
                    .flatMap(actor ->
                        decisions.handle(
                            step.of(reset.toString(), target.get(), actor),
                            trail.attributes(by.account(), by.id()))));
  }

  private Uni<Account> whoever(Session by) {
    return accounts.find(by.account()).map(Optional::orElseThrow);
  }

  private Uni<ResetCommand.Answer> unknown(Session by, Trail trail) {
    var who = by.account().toString();
    var event = new ResetStepRefused(who, who, "request", ResetRefusal.NO_ACCOUNT.word());
    return Uni.createFrom()
        .completionStage(
            () -> store.append(trail.attributes(by.account(), by.id()), List.of(event)))
        .replaceWith(new ResetCommand.Answer.Refused(ResetRefusal.NO_ACCOUNT));
  }

  private static Optional<Account> none() {
    return Optional.empty();
  }
}
