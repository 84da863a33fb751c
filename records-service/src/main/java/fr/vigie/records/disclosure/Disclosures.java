package fr.vigie.records.disclosure;

import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.kit.ParisTime;
import fr.vigie.records.budgets.Acting;
import fr.vigie.records.budgets.Exposure;
import fr.vigie.records.budgets.ExposurePolicy;
import fr.vigie.records.budgets.Refusal;
import fr.vigie.records.budgets.Tranches;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.jobseeker.Histories;
import fr.vigie.records.jobseeker.JobSeeker.Disability;
import fr.vigie.records.jobseeker.WholeFile;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import fr.vigie.records.relations.Asker;
import fr.vigie.records.relations.Followers;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/// Opens records, and shows lists: decides, appends, and only then reads and shows.
@ApplicationScoped
public class Disclosures {

  /// What a request for a record came to.
  ///
  /// @param <T> what is shown
  sealed interface Opened<T> {

    /// What is shown, and what says so.
    ///
    /// @param receipt of the event that is stored already
    record Shown<T>(T shown, Verdict.Shown verdict, Receipt receipt) implements Opened<T> {}

    record Refused<T>(Refusal reason) implements Opened<T> {}
  }

  /// What a request for a list came to.
  public sealed interface Listed {

    /// Who may be shown, and what says so.
    record Shown(List<UUID> persons, Receipt receipt) implements Listed {
      public Shown {
        persons = List.copyOf(persons);
      }
    }

    record Refused(Refusal reason) implements Listed {}
  }

  /// How much of today's budget is used.
  record Exposed(LocalDate day, int disclosed, int budget) {}

  private final EventStore store;
  private final Tranches tranches;
  private final Files files;
  private final Histories histories;
  private final Outbox outbox;
  private final ExposurePolicy policy;
  private final Clock clock;

  Disclosures(
      EventStore store,
      Tranches tranches,
      Files files,
      Histories histories,
      Outbox outbox,
      ExposurePolicy policy,
      Clock clock) {
    this.store = store;
    this.tranches = tranches;
    this.files = files;
    this.histories = histories;
    this.outbox = outbox;
    this.policy = policy;
    this.clock = clock;
  }

  // A policy that bounds too little: the service does not start.
  void refuseToStartUnbounded(@Observes StartupEvent unused) {
    ExposurePolicy.requireSound(policy);
  }

  /// A file, cut to what the relation opens.
  Uni<Opened<Files.Shown>> open(OpenRecord command, Map<String, String> attributes) {
    return open(
        command, attributes, shown -> files.shown(shown.person(), Set.copyOf(shown.classes())));
  }

  /// A file with its past.
  ///
  /// @param until what happened later is left out
  Uni<Opened<WholeFile>> history(
      OpenRecord command, Instant until, Map<String, String> attributes) {
    return open(
        command,
        attributes,
        shown -> histories.told(shown.person(), Set.copyOf(shown.classes()), until));
  }

  /// The numbers a person is known by elsewhere, in full.
  Uni<Opened<String>> nir(OpenRecord command, Map<String, String> attributes) {
    return open(command, attributes, shown -> files.nir(shown.person()));
  }

  /// What is kept of a disability; empty where nothing is.
  Uni<Opened<Optional<Disability>>> disability(OpenRecord command, Map<String, String> attributes) {
    return open(command, attributes, shown -> files.disability(shown.person()));
  }

  private <T> Uni<Opened<T>> open(
      OpenRecord command, Map<String, String> attributes, Function<Verdict.Shown, Uni<T>> read) {
    return outbox
        .hasRoom()
        .flatMap(_ -> decide(command, attributes))
        .flatMap(decided -> answer(decided, read));
  }

  private Uni<Decided<Verdict>> decide(OpenRecord command, Map<String, String> attributes) {
    var now = clock.instant();
    var folds = Disclosure.Folds.of(command, now);
    return InTime.of(() ->
            store.decide(
                ExposurePolicy.noted(policy, attributes),
                folds.all(),
                states -> Disclosure.decide(command, folds.state(states), policy, now)))
        .flatMap(decided ->
            decided.answer() instanceof Verdict.Refused(var reason, var disclosed)
                    && reason == Refusal.TRANCHE_NEEDED
                ? reserve(command, disclosed, attributes)
                : Uni.createFrom().item(decided));
  }

  // Once in twenty persons; then everything is looked at again.
  private Uni<Decided<Verdict>> reserve(
      OpenRecord command, int disclosed, Map<String, String> attributes) {
    return tranches
        .take(command.asker(), "read", attributes)
        .flatMap(refusal ->
            refusal
                .map(reason ->
                    Uni.createFrom()
                        .item(
                            new Decided<Verdict>(
                                new Verdict.Refused(reason, disclosed), List.of())))
                .orElseGet(() -> decide(command, attributes)));
  }

  // The verdict is durable here. What fails from now on shows nothing, and costs a debit for
  // nothing: rather that than a record nobody wrote down.
  private static <T> Uni<Opened<T>> answer(
      Decided<Verdict> decided, Function<Verdict.Shown, Uni<T>> read) {
    return switch (decided.answer()) {
      case Verdict.Refused refused -> Uni.createFrom().item(new Opened.Refused<>(refused.reason()));
      case Verdict.Shown shown ->
          read.apply(shown)
              .map(file -> new Opened.Shown<>(file, shown, decided.appended().getLast()));
    };
  }

  /// Who of these persons of the own portfolio may be shown on a list now; the event that says so
  /// is stored.
  ///
  /// @param asked `list`, `search`
  /// @param says makes that event
  public Uni<Listed> list(
      Asker asker,
      List<UUID> wanted,
      String asked,
      Listing.Says says,
      Map<String, String> attributes) {
    var now = clock.instant();
    var kind = new Listing.Kind(asked, says);
    var acting = Acting.fold(asker, now);
    var persons = wanted.stream().distinct().map(Followers::fold).toList();
    var kept = Stream.concat(Stream.of(acting), persons.stream()).toList();
    return InTime.of(() ->
            store.decide(
                attributes,
                kept,
                states ->
                    Listing.decide(
                        asker,
                        kind,
                        new Listing(persons.stream().map(states::of).toList(), states.of(acting)),
                        policy,
                        now)))
        .map(decided ->
            switch (decided.answer()) {
              case Listing.Verdict.Shown shown ->
                  new Listed.Shown(shown.persons(), decided.appended().getLast());
              case Listing.Verdict.Refused(var reason) -> new Listed.Refused(reason);
            });
  }

  Uni<Exposed> exposure(String advisor) {
    var now = clock.instant();
    return InTime.of(() -> store.read(Exposure.boundary(advisor, now)))
        .map(events -> {
          var exposure = Exposure.NONE;
          for (var event : events) {
            exposure = exposure.after(event);
          }
          var day = ParisTime.day(now);
          return new Exposed(day, exposure.persons(day).size(), policy.personsPerDay());
        });
  }
}
