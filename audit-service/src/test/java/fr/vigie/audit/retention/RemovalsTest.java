package fr.vigie.audit.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.audit.proofs.TestProofs;
import fr.vigie.contracts.Topics;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.contracts.audit.LogEvent.ContentsRemoved;
import fr.vigie.contracts.audit.LogEvent.HoldLifted;
import fr.vigie.contracts.audit.LogEvent.HoldPlaced;
import fr.vigie.contracts.audit.LogEvent.RetentionSet;
import fr.vigie.eventstore.Boundary;
import fr.vigie.eventstore.DecidingEventStore;
import fr.vigie.eventstore.EventStore;
import fr.vigie.eventstore.EventTag;
import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.kit.Deeds;
import fr.vigie.testkit.MutableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.LongStream;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Contents go, and everything that was ever proved of them still is. (R38, ATTACKS 52)
class RemovalsTest {

  private static final String NOTICE = "audit.contents-removed.v1";

  private final MutableClock clock = MutableClock.at("2024-01-20T09:00:00Z");
  private final TestLog test = TestLog.create();
  private final TestSigner signer = new TestSigner(test);
  private final EventStore store =
      new DecidingEventStore(new InMemoryEventStorageEngine(), types(), clock);
  private final Removals removals = removals(12);

  private Removals removals(int months) {
    return new Removals(
        new Months(test.serviceSource()),
        new Holds(store),
        store,
        clock,
        new RetentionSettings() {
          @Override
          public int months() {
            return months;
          }

          @Override
          public Optional<String> reason() {
            return Optional.of("decision 2026-3");
          }

          @Override
          public Duration interval() {
            return Duration.ofHours(1);
          }
        });
  }

  private static EventTypes types() {
    var json =
        new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    var holds = Set.of(EventTag.of("log", "holds"));
    return EventTypes.builder(json, Deeds::attributes)
        .stored(
            "audit.contents-removed",
            1,
            ContentsRemoved.class,
            removed -> Set.of(EventTag.of("month", removed.month().toString())))
        .stored(
            "audit.retention-set",
            1,
            RetentionSet.class,
            _ -> Set.of(EventTag.of("log", "retention")))
        .stored("audit.hold-placed", 1, HoldPlaced.class, _ -> holds)
        .stored("audit.hold-lifted", 1, HoldLifted.class, _ -> holds)
        .build();
  }

  /// 700 leaves of January 2024, among them one of an unreadable record, and 400 of February.
  @BeforeEach
  void fill() throws SQLException {
    var log = TestLog.writer(test.serviceSource(), clock);
    log.append(disclosures(1, 698));
    log.append(
        List.of(
            Samples.unreadable(Samples.disclosure(699).saying("{"), 5),
            Samples.disclosure(700).entry()));
    signer.sign();
    clock.set(Instant.parse("2024-02-03T09:00:00Z"));
    log.append(disclosures(701, 1100));
    signer.sign();
  }

  private static List<Entry> disclosures(long first, long last) {
    return LongStream.rangeClosed(first, last)
        .mapToObj(position -> Samples.disclosure(position).entry())
        .toList();
  }

  /// What ingestion does with the events of this service.
  private void bringToTheLog() throws SQLException {
    var entries = new ArrayList<Entry>();
    for (var month : List.of("2024-01-01", "2024-02-01")) {
      for (var event : read(month)) {
        entries.add(
            Samples.disclosure("/vigie/audit-service", event.position())
                .on(Topics.AUDIT)
                .with("ce_id", event.id().toString())
                .with("ce_type", NOTICE)
                .saying(event.json())
                .entry());
      }
    }
    TestLog.writer(test.serviceSource(), clock).append(entries);
  }

  private List<StoredEvent> read(String month) {
    return store
        .read(Boundary.of(EventTag.of("month", month), ContentsRemoved.class))
        .toCompletableFuture()
        .join();
  }

  private int remove() throws SQLException {
    return removals.removeWhatIsOver();
  }

  private Verifier.Answer verify(String... options) throws SQLException {
    var all = new ArrayList<>(List.of("--key", signer.keys().getFirst()));
    all.addAll(List.of(options));
    return Verifier.check(test, all.toArray(String[]::new));
  }

  @Test
  void a_month_goes_when_its_leaf_is_signed_and_every_older_proof_still_holds(@TempDir Path folder)
      throws Exception {
    var seen = Files.writeString(folder.resolve("checkpoint"), signer.sign()).toString();
    var proof = folder.resolve("receipt");
    Files.writeString(proof, TestProofs.of(test).ofLeaf(423).orElseThrow());
    clock.set(Instant.parse("2025-02-10T09:00:00Z"));

    assertThat(remove()).isZero();
    bringToTheLog();
    assertThat(remove()).as("no checkpoint covers the leaf that says so").isZero();
    signer.sign();
    assertThat(remove()).isEqualTo(1);
    assertThat(remove()).isZero();

    assertThat(test.texts("select month from removed_month")).containsExactly("2024-01-01");
    assertThat(test.number("select count(*) from leaf")).isEqualTo(401);
    assertThat(verify("--checkpoint", seen).sentence()).isEmpty();
    var key = signer.keys().getFirst();
    assertThat(Verifier.run("--proof", proof.toString(), "--key", key).exitCode()).isZero();
    assertThat(TestProofs.of(test).ofLeaf(423)).isEmpty();
    assertThat(TestProofs.of(test).consistency(700, 1101)).isPresent();
  }

  @Test
  void nothing_goes_under_a_hold_not_even_what_was_announced() throws Exception {
    clock.set(Instant.parse("2025-03-10T09:00:00Z"));
    remove();
    bringToTheLog();
    signer.sign();
    store
        .append(Map.of(), List.<LogEvent>of(new HoldPlaced("h", "paula", "case 7")))
        .toCompletableFuture()
        .join();

    assertThat(remove()).isZero();
    store
        .append(Map.of(), List.<LogEvent>of(new HoldLifted("h", "sam", "case 7")))
        .toCompletableFuture()
        .join();
    assertThat(remove()).isEqualTo(2);
    assertThat(verify().sentence()).isEmpty();
  }

  @Test
  void the_time_is_written_down_once_for_each_change() {
    removals.writeDown();
    removals.writeDown();
    removals(24).writeDown();

    assertThat(
            store
                .read(Boundary.of(EventTag.of("log", "retention"), RetentionSet.class))
                .toCompletableFuture()
                .join())
        .extracting(StoredEvent::payload)
        .containsExactly(
            new RetentionSet(12, "decision 2026-3"), new RetentionSet(24, "decision 2026-3"));
  }

  @Test
  void the_service_removes_nothing_that_no_leaf_announces() throws Exception {
    var months = new Months(test.serviceSource());
    var january = java.time.LocalDate.of(2024, 1, 1);

    assertThatThrownBy(() -> months.remove(january, 700))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("no leaf says");
    clock.set(Instant.parse("2025-02-10T09:00:00Z"));
    remove();
    bringToTheLog();
    signer.sign();
    assertThatThrownBy(() -> months.remove(january.plusMonths(1), 1100))
        .hasMessageContaining("no leaf says");
    assertThatThrownBy(
            () -> test.texts("insert into removed_month values ('2024-02-01', 0, 1, 2, '')"))
        .hasMessageContaining("permission denied");
  }

  // ATTACKS 42, 43: a month taken out by hand, with rows that look as if it had been removed
  @Test
  void a_month_that_a_superuser_removes_is_found() throws Exception {
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute("set session_replication_role = replica");
      statement.execute(
          "insert into removed_month select '2024-02-01', 700, 1099, 1100, entry from leaf where index = 3");
      statement.execute(
          "insert into removed_range select '2024-02-01', r.* from month_ranges('2024-02-01') r");
      statement.execute("drop table leaf_2024_02");
    }

    var answer = verify();

    assertThat(answer.exitCode()).isEqualTo(1);
    assertThat(answer.firstBad()).isEqualTo(700);
  }
}
