package fr.vigie.identity.reset;

import fr.vigie.eventstore.Projection;
import fr.vigie.identity.account.Account;
import fr.vigie.identity.account.Organisations;
import fr.vigie.identity.account.Role;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/// Reads the table of [ResetList], the newest first.
@ApplicationScoped
public class ListedResets {

  /// A reset as those see it who have to do with it.
  ///
  /// @param state `waits`, `approved`, `done`, `declined`, `over`
  /// @param login whose
  public record Listed(
      UUID reset,
      String login,
      String displayName,
      String kind,
      String proofing,
      String askedBy,
      Instant askedAt,
      int approvals,
      String state) {

    /// Whether somebody may still agree.
    public boolean waits() {
      return state.equals("waits");
    }
  }

  private static final String LISTED =
      """
      select one.*, holder.login, holder.display_name, agent.login as agent
      from reset_case as one
      join login as holder on holder.account = one.account
      join login as agent on agent.account = one.asked_by
      where one.asked_by = $1 or one.account = $1 or ($2 and one.organisation = $3) or $4
      order by one.position desc limit 50
      """;

  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Pool database;
  private final Projection view;
  private final Clock clock;
  private final ResetPolicy policy;

  ListedResets(
      Pool database, @Named(ResetList.NAME) Projection view, Clock clock, ResetSettings settings) {
    this.database = database;
    this.view = view;
    this.clock = clock;
    this.policy = settings.policy();
  }

  /// Those somebody started, those about them, those of the organisation they manage or look after.
  public Uni<List<Listed>> of(Account reader) {
    var admin = reader.roles().contains(Role.ACCOUNT_ADMIN.word());
    return database
        .preparedQuery(LISTED)
        .execute(
            Tuple.of(
                reader.id(),
                admin || reader.roles().contains(Role.MANAGER.word()),
                reader.organisation(),
                admin && Organisations.isEverybodys(reader.organisation())))
        .map(rows -> StreamSupport.stream(rows.spliterator(), false).map(this::listed).toList());
  }

  /// The same, and what was just decided is in it, unless the view takes longer than a person
  /// waits.
  public Uni<List<Listed>> ofNow(Account reader) {
    return Uni.createFrom()
        .completionStage(view::isBehind)
        .repeat()
        .withDelay(LOOK)
        .whilst(behind -> behind)
        .collect()
        .last()
        .ifNoItem()
        .after(PATIENCE)
        .recoverWithItem(true)
        .chain(() -> of(reader));
  }

  private Listed listed(Row row) {
    var askedAt = row.getOffsetDateTime("asked_at").toInstant();
    var state = row.getString("state");
    var proofing = row.getString("proofing");
    var over =
        switch (state) {
          case "waits" -> !clock.instant().isBefore(askedAt.plus(policy.approval()));
          case "approved" ->
              row.getOffsetDateTime("changed_at")
                  .isBefore(
                      clock
                          .instant()
                          .minus(policy.link().multipliedBy(2))
                          .atOffset(ZoneOffset.UTC));
          default -> false;
        };
    return new Listed(
        row.getUUID("reset"),
        row.getString("login"),
        row.getString("display_name"),
        row.getString("kind"),
        proofing == null ? "" : proofing,
        row.getString("agent"),
        askedAt,
        row.getArrayOfUUIDs("approvals").length,
        over ? "over" : state);
  }

  /// Whose reset it is.
  Uni<Optional<UUID>> accountOf(UUID reset) {
    return database
        .preparedQuery("select account from reset_case where reset = $1")
        .execute(Tuple.of(reset))
        .map(rows ->
            rows.size() == 0
                ? Optional.empty()
                : Optional.of(rows.iterator().next().getUUID("account")));
  }
}
