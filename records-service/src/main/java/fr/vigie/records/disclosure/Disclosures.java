package fr.vigie.records.disclosure;

import fr.vigie.contracts.records.DisclosureEvent.PersonSought;
import fr.vigie.contracts.records.DisclosureEvent.RecordDisclosed;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.Decided;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.Receipt;
import fr.vigie.records.jobseeker.Files;
import fr.vigie.records.platform.InTime;
import fr.vigie.records.platform.Outbox;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;

/// Opens records: decides, appends, and only then reads and shows.
@ApplicationScoped
public class Disclosures {

  /// What a request for a record came to.
  sealed interface Opened {

    /// What is shown, and what says so.
    ///
    /// @param receipt of the event that is stored already
    record Shown(Files.Shown file, Verdict.Shown verdict, Receipt receipt) implements Opened {}

    record Refused(Refusal reason) implements Opened {}
  }

  /// How much of today's budget is used.
  record Exposure(LocalDate day, int disclosed, int budget) {}

  private final EventStore store;
  private final Files files;
  private final Outbox outbox;
  private final ExposurePolicy policy;
  private final Clock clock;

  Disclosures(EventStore store, Files files, Outbox outbox, ExposurePolicy policy, Clock clock) {
    this.store = store;
    this.files = files;
    this.outbox = outbox;
    this.policy = policy;
    this.clock = clock;
  }

  Uni<Opened> open(OpenRecord command, Map<String, String> attributes) {
    return outbox.hasRoom().flatMap(_ -> decide(command, attributes)).flatMap(this::answer);
  }

  private Uni<Decided<Verdict>> decide(OpenRecord command, Map<String, String> attributes) {
    var now = clock.instant();
    return InTime.of(() ->
        store.decide(
            attributes,
            Disclosure.boundary(command, now),
            Disclosure.NOTHING,
            (state, event) -> state.after(event.payload()),
            state -> Disclosure.decide(command, state, policy, now)));
  }

  // The verdict is durable here. What fails from now on shows nothing, and costs a debit for
  // nothing: rather that than a record nobody wrote down.
  private Uni<Opened> answer(Decided<Verdict> decided) {
    return switch (decided.answer()) {
      case Verdict.Refused refused -> Uni.createFrom().item(new Opened.Refused(refused.reason()));
      case Verdict.Shown shown ->
          files
              .shown(shown.person())
              .map(file -> new Opened.Shown(file, shown, decided.appended().getLast()));
    };
  }

  Uni<Exposure> exposure(String advisor) {
    var day = ExposureDay.of(clock.instant());
    return InTime.of(() ->
            store.read(
                Boundary.of(
                    ExposureDay.tag(advisor, day), RecordDisclosed.class, PersonSought.class)))
        .map(events -> {
          var state = Disclosure.NOTHING;
          for (var event : events) {
            state = state.after(event.payload());
          }
          return new Exposure(day, state.persons().size(), policy.personsPerDay());
        });
  }
}
