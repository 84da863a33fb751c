package fr.vigie.records.exports;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.records.DisclosureEvent.ExportOrderShown;
import fr.vigie.contracts.records.RecordsEvent.ExportOrdered;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.Receipt;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.Caller;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.budgets.Tranches;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.relations.Asker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/// Takes orders, and makes exports: decides, appends an event a person, and only then opens.
@ApplicationScoped
class Exports {

  /// What a request for an export came to.
  sealed interface Made {
    /// One person's file, and what says that it left.
    record One(UUID person, UUID receipt, Files.Shown file) {}

    record All(List<One> files) implements Made {
      public All {
        files = List.copyOf(files);
      }
    }

    record NoSuchOrder() implements Made {}

    record NotApproved() implements Made {}

    record Refused(Refusal reason) implements Made {}
  }

  private final EventStore store;
  private final Tranches tranches;
  private final Files files;
  private final Outbox outbox;
  private final ExposurePolicy policy;
  private final Clock clock;

  Exports(
      EventStore store,
      Tranches tranches,
      Files files,
      Outbox outbox,
      ExposurePolicy policy,
      Clock clock) {
    this.store = store;
    this.tranches = tranches;
    this.files = files;
    this.outbox = outbox;
    this.policy = policy;
    this.clock = clock;
  }

  /// Writes down what is wanted; its reference.
  Uni<UUID> order(Caller by, String recipient, List<UUID> persons) {
    var order = UUID.randomUUID();
    var ordered =
        new ExportOrdered(
            order.toString(),
            recipient,
            persons.stream().map(UUID::toString).toList(),
            by.account());
    return InTime.of(() -> store.append(by.attributes(), List.of(ordered))).replaceWith(order);
  }

  /// Shows what an order asks for, so that whoever agrees knows to what; empty where it is another
  /// organisation's.
  Uni<Optional<ExportOrdered>> show(Caller to, UUID order) {
    var shown =
        new ExportOrderShown(to.account(), ParisTime.day(clock.instant()), order.toString());
    return ordered(order, to.organisation())
        .flatMap(found ->
            found.isEmpty()
                ? Uni.createFrom().item(found)
                : InTime.of(() -> store.append(to.attributes(), List.of(shown)))
                    .replaceWith(found));
  }

  private Uni<Optional<ExportOrdered>> ordered(UUID order, String organisation) {
    return InTime.of(() ->
            store.read(Boundary.of(EventTag.of("order", order.toString()), ExportOrdered.class)))
        .map(events ->
            events.stream()
                .filter(event -> isOf(event, organisation))
                .map(event -> event.payload() instanceof ExportOrdered is ? is : null)
                .filter(Objects::nonNull)
                .findFirst());
  }

  // France Travail agrees to everybody's matters, a Cap emploi to its own (R56).
  private static boolean isOf(StoredEvent ordered, String organisation) {
    return organisation.equals(Asker.NATIONAL)
        || organisation.equals(ordered.attributes().get(Attribute.ORGANISATION.key()));
  }

  Uni<Made> make(Caller by, UUID order, UUID approval) {
    return outbox
        .hasRoom()
        .flatMap(_ -> ordered(order, by.organisation()))
        .flatMap(found ->
            found
                .map(is -> make(by, is, approval))
                .orElseGet(() -> Uni.createFrom().item(new Made.NoSuchOrder())));
  }

  private Uni<Made> make(Caller by, ExportOrdered ordered, UUID approval) {
    var now = clock.instant();
    var make =
        new Export.Make(
            Asker.of(by, now),
            ordered.order(),
            ordered.persons().stream().map(UUID::fromString).toList(),
            approval.toString());
    return InTime.of(() ->
            store.decide(
                by.attributes(),
                Export.boundary(make, now),
                Export.before(make),
                Export::after,
                state -> Export.decide(make, state, policy, now)))
        .flatMap(decided ->
            switch (decided.answer()) {
              case Export.Answer.NotApproved _ -> Uni.createFrom().item(new Made.NotApproved());
              case Export.Answer.Refused(var reason) when reason == Refusal.TRANCHE_NEEDED ->
                  reserve(by, ordered, approval);
              case Export.Answer.Refused(var reason) ->
                  Uni.createFrom().item(new Made.Refused(reason));
              case Export.Answer.Made(var persons) ->
                  files
                      .shown(persons, Set.copyOf(Export.CLASSES))
                      .map(shown -> new Made.All(all(persons, decided.appended(), shown)));
            });
  }

  // One in twenty persons; then everything is looked at again.
  private Uni<Made> reserve(Caller by, ExportOrdered ordered, UUID approval) {
    return tranches
        .take(Asker.of(by, clock.instant()), "export", by.attributes())
        .flatMap(refusal ->
            refusal
                .<Uni<Made>>map(reason -> Uni.createFrom().item(new Made.Refused(reason)))
                .orElseGet(() -> make(by, ordered, approval)));
  }

  // The first event says that the approval is used up; then comes one a person, in their order.
  private static List<Made.One> all(
      List<UUID> persons, List<Receipt> receipts, Map<UUID, Files.Shown> shown) {
    var all = new ArrayList<Made.One>();
    for (var i = 0; i < persons.size(); i++) {
      var file = shown.get(persons.get(i));
      if (file != null) {
        all.add(new Made.One(persons.get(i), receipts.get(i + 1).id(), file));
      }
    }
    return all;
  }
}
