package fr.vigie.audit.breach;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.proofs.TestProofs;
import fr.vigie.audit.views.LoggedEntry;
import fr.vigie.audit.views.TestViews;
import fr.vigie.audit.views.Views;
import fr.vigie.contracts.audit.BreachEvent.BreachOpened;
import fr.vigie.verifier.hashes.MerkleProof;
import fr.vigie.verifier.hashes.Sha256;
import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.notes.NoteKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/// A breach file holds what reading every entry of the log finds, and nothing else.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExposedTest {

  private static final Instant FROM = Instant.parse("2026-01-05T09:00:10Z");
  private static final Instant TO = Instant.parse("2026-01-05T09:00:50Z");

  private final ObjectMapper json =
      new ObjectMapper()
          .registerModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
  private final TestLog test = TestLog.create();
  private final Views views = TestViews.of(test);
  private final List<LoggedEntry> log = new ArrayList<>();
  private final List<byte[]> bytes = new ArrayList<>();

  @BeforeAll
  void fill() throws SQLException {
    var random = new Random(20_261_125);
    var entries = new ArrayList<Entry>();
    for (var position = 1; position <= 2_000; position++) {
      var sample = random.nextInt(3) == 0 ? Samples.search(position) : Samples.disclosure(position);
      entries.add(
          sample
              .with("ce_organisation", random.nextInt(4) == 0 ? "CE-34" : "FT")
              .with("ce_session", "session-" + random.nextInt(40))
              .with("ce_fieldclasses", random.nextBoolean() ? "identity,contact" : "identity,nir")
              .entry());
    }
    test.writer().append(entries);
    for (var i = 0; i < entries.size(); i++) {
      bytes.add(entries.get(i).bytes());
      log.add(LoggedEntry.read(i, LocalDate.EPOCH, entries.get(i).bytes()));
    }
    TestViews.catchUp(views);
  }

  private List<LoggedEntry> naive(Scope scope) {
    return log.stream()
        .filter(e -> "allowed".equals(e.attribute("outcome")) && !e.fieldClasses().isEmpty())
        .filter(e -> !e.persons().isEmpty())
        .filter(e -> !e.time().isBefore(scope.from()))
        .filter(e -> scope.to() == null || e.time().isBefore(scope.to()))
        .filter(e ->
            (scope.accounts().isEmpty() && scope.sessions().isEmpty())
                || scope.accounts().contains(String.valueOf(e.attribute("actor")))
                || scope.sessions().contains(String.valueOf(e.attribute("session"))))
        .toList();
  }

  private static List<Scope> scopes() {
    return List.of(
        new Scope(List.of("advisor-3"), List.of(), FROM, TO),
        new Scope(List.of("advisor-1", "advisor-2"), List.of("session-7"), FROM, null),
        new Scope(List.of(), List.of("session-1", "session-39"), Instant.EPOCH, null),
        new Scope(List.of(), List.of(), FROM, TO),
        new Scope(List.of("nobody"), List.of(), FROM, TO));
  }

  private static Affected affected(String person, LoggedEntry entry) {
    return new Affected(
        person,
        1,
        entry.time(),
        entry.time(),
        entry.fieldClasses().stream().sorted().toList(),
        List.of(String.valueOf(entry.attribute("organisation"))));
  }

  @Test
  void persons_and_numbers_are_those_of_reading_every_entry() throws SQLException {
    for (var scope : scopes()) {
      var persons = new TreeMap<String, Affected>();
      var found = naive(scope);
      for (var entry : found) {
        for (var person : entry.persons()) {
          persons.merge(person, affected(person, entry), Affected::and);
        }
      }
      var seen = new ArrayList<Affected>();
      var facts =
          views.read((connection, live, end) -> {
            var exposed = new Exposed(connection, live, scope, end);
            exposed.eachPerson(seen::add);
            return exposed.facts();
          });

      assertThat(seen).as("%s", scope).isEqualTo(List.copyOf(persons.values()));
      assertThat(facts.persons()).isEqualTo(persons.size());
      assertThat(facts.accesses()).isEqualTo(found.size());
      assertThat(facts.first())
          .isEqualTo(found.stream().map(LoggedEntry::time).min(Instant::compareTo).orElse(null));
      assertThat(facts.last())
          .isEqualTo(found.stream().map(LoggedEntry::time).max(Instant::compareTo).orElse(null));
      for (var part : facts.fieldClasses()) {
        var of = found.stream().filter(e -> e.fieldClasses().contains(part.name())).toList();
        assertThat(part).isEqualTo(part(part.name(), of));
      }
      for (var part : facts.organisations()) {
        var of =
            found.stream().filter(e -> part.name().equals(e.attribute("organisation"))).toList();
        assertThat(part).isEqualTo(part(part.name(), of));
      }
    }
  }

  private static BreachFacts.Part part(String name, List<LoggedEntry> entries) {
    Set<String> persons =
        entries.stream()
            .flatMap(e -> e.persons().stream())
            .collect(Collectors.toCollection(TreeSet::new));
    return new BreachFacts.Part(name, persons.size(), entries.size());
  }

  private List<JsonNode> file(Scope scope, @Nullable LeafProofs proofs)
      throws IOException, SQLException {
    var opened =
        new BreachOpened(
            "b", "sam", scope.accounts(), scope.sessions(), scope.from(), scope.to(), TO, TO);
    var out = new ByteArrayOutputStream();
    try (var file = new BreachFile(json, out, proofs)) {
      views.<Boolean>read((connection, live, end) -> {
        file.write(opened, new Exposed(connection, live, scope, end), end);
        return true;
      });
    }
    var lines = new ArrayList<JsonNode>();
    for (var line : out.toString(StandardCharsets.UTF_8).lines().toList()) {
      lines.add(json.readTree(line));
    }
    return lines;
  }

  @Test
  void the_file_lists_each_access_with_its_proof_and_says_that_it_is_whole() throws Exception {
    var scope = scopes().getFirst();

    var lines =
        file(
            scope,
            indexes ->
                Optional.of(
                    new LeafProofs.Proven(
                        "a note", indexes.stream().map(i -> List.of("hash-" + i)).toList())));

    assertThat(lines.getFirst().path("kind").asText()).isEqualTo("breach");
    assertThat(lines.getFirst().path("accounts").path(0).asText()).isEqualTo("advisor-3");
    var accesses = lines.stream().filter(l -> l.path("kind").asText().equals("access")).toList();
    assertThat(accesses.stream().map(l -> l.path("index").asLong()))
        .containsExactlyElementsOf(naive(scope).stream().map(LoggedEntry::index).toList());
    assertThat(accesses)
        .allSatisfy(
            l -> assertThat(l.path("proof").path(0).asText()).isEqualTo("hash-" + l.path("index")));
    assertThat(lines.stream().filter(l -> l.path("kind").asText().equals("checkpoint"))).hasSize(1);
    var last = lines.getLast();
    assertThat(last.path("kind").asText()).isEqualTo("end");
    assertThat(last.path("accesses").asInt()).isEqualTo(accesses.size());
    assertThat(last.path("agrees").asBoolean()).isTrue();
    assertThat(last.path("proven").asBoolean()).isTrue();
  }

  /// Whoever is handed the file needs the log's key and nothing else.
  @Test
  void each_proof_leads_from_the_access_to_a_checkpoint_that_the_log_signed() throws Exception {
    var signer = new TestSigner(test);
    signer.sign();
    var proofs = TestProofs.of(test);

    var lines =
        file(
            scopes().get(1),
            indexes ->
                proofs
                    .ofLeaves(indexes)
                    .map(all -> new LeafProofs.Proven(all.note(), all.hashes())));

    assertThat(lines.getLast().path("proven").asBoolean()).isTrue();
    var checkpoint = Checkpoint.parse(of("checkpoint", lines).getFirst().path("note").asText());
    assertThat(checkpoint.note().isSignedBy(NoteKey.parse(signer.keys().getFirst()))).isTrue();
    assertThat(of("checkpoint", lines)).hasSize(1);
    assertThat(of("access", lines))
        .hasSameSizeAs(naive(scopes().get(1)))
        .allMatch(access -> leads(access, checkpoint, 0))
        .noneMatch(access -> leads(access, checkpoint, 1));
  }

  private static List<JsonNode> of(String kind, List<JsonNode> lines) {
    return lines.stream().filter(line -> line.path("kind").asText().equals(kind)).toList();
  }

  /// Whether the proof of an access is one of the leaf so many after it.
  private boolean leads(JsonNode access, Checkpoint checkpoint, int after) {
    var index = access.path("index").asInt() + after;
    var hashes =
        access
            .path("proof")
            .valueStream()
            .map(h -> Base64.getDecoder().decode(h.asText()))
            .toList();
    var leaf = new Sha256().leaf(bytes.get(index % bytes.size()));
    return MerkleProof.includes(checkpoint.root(), checkpoint.size(), index, leaf, hashes);
  }

  @Test
  void a_falsified_view_shows_in_the_last_line() throws Exception {
    var scope = scopes().get(1);
    var index = naive(scope).getFirst().index();
    try (var superuser = test.asSuperuser();
        var statement = superuser.createStatement()) {
      statement.execute(
          "update trace_a set persons = persons || 'invented'::text where index = " + index);
      try {
        assertThat(file(scope, null).getLast().path("agrees").asBoolean()).isFalse();
      } finally {
        statement.execute(
            "update trace_a set persons = array_remove(persons, 'invented') where index = "
                + index);
      }
    }
    assertThat(file(scope, null).getLast().path("agrees").asBoolean()).isTrue();
  }
}
