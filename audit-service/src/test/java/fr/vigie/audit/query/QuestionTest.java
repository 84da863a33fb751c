package fr.vigie.audit.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.audit.forms.EventForm;
import fr.vigie.audit.forms.LoggedEvent;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.Log;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.views.TestViews;
import fr.vigie.audit.views.Views;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any question, on a log of every kind of event, finds what reading every entry finds.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class QuestionTest {

  private static final long SEED = 20_261_125;
  private static final int LEAVES = 1_500;

  private final Random random = new Random(SEED);
  private final TestLog test = TestLog.create();
  private final Log log = test.writer();
  private final Views views = TestViews.of(test);

  @BeforeAll
  void fill() throws SQLException {
    log.append(IntStream.rangeClosed(1, LEAVES).mapToObj(this::entry).toList());
    TestViews.catchUp(views);
  }

  private Entry entry(long position) {
    var sample = position % 4 == 0 ? Samples.search(position) : Samples.disclosure(position);
    return sample
        .with("ce_organisation", random.nextInt(5) == 0 ? "CE-" + random.nextInt(3) : "FT")
        .with("ce_agency", "FT-0" + random.nextInt(4))
        .with("ce_device", "device-" + random.nextInt(6))
        .with("ce_purpose", random.nextBoolean() ? "interview" : "offer")
        .with("ce_basis", random.nextInt(9) == 0 ? "glass" : "portfolio")
        .with("ce_fieldclasses", random.nextInt(8) == 0 ? "identity,nir" : "identity,contact")
        .entry();
  }

  private Questions.Page ask(Map<String, String> parameters) throws SQLException {
    var given = new HashMap<String, List<String>>();
    parameters.forEach((name, value) -> given.put(name, List.of(value)));
    var question = Question.events(given);
    return views.read((connection, live, end) -> Questions.page(question, connection, live, end));
  }

  private List<LoggedEvent> walk(Map<String, String> parameters) throws SQLException {
    var asked = new HashMap<>(parameters);
    var all = new ArrayList<LoggedEvent>();
    String next;
    do {
      var page = ask(asked);
      all.addAll(page.events());
      next = page.next();
      asked.put("cursor", String.valueOf(next));
    } while (next != null);
    return all;
  }

  private static boolean matches(LoggedEvent event, Map<String, String> asked) {
    return asked.entrySet().stream()
        .allMatch(filter -> {
          var value = filter.getValue();
          return switch (filter.getKey()) {
            case "advisor" -> value.equals(event.actor());
            case "person" -> event.persons().contains(value);
            case "organisation" -> value.equals(event.organisation());
            case "agency" -> value.equals(event.agency());
            case "session" -> value.equals(event.session());
            case "device" -> value.equals(event.device());
            case "network" -> value.equals(event.network());
            case "operation" -> value.equals(event.operation());
            case "outcome" -> value.equals(event.outcome());
            case "purpose" -> value.equals(event.purpose());
            case "basis" -> value.equals(event.basis());
            case "fieldClass" -> event.fieldClasses().contains(value);
            case "from" -> !time(event).isBefore(Instant.parse(value));
            case "to" -> time(event).isBefore(Instant.parse(value));
            default -> true;
          };
        });
  }

  private static Instant time(LoggedEvent event) {
    return Instant.parse(String.valueOf(event.time()));
  }

  private Map<String, String> anyFilters() {
    var all = new HashMap<String, String>();
    all.put("advisor", "advisor-" + random.nextInt(8));
    all.put("person", "person-" + random.nextInt(52));
    all.put("organisation", random.nextBoolean() ? "FT" : "CE-1");
    all.put("agency", "FT-0" + random.nextInt(4));
    all.put("session", "session-" + random.nextInt(7));
    all.put("device", "device-" + random.nextInt(7));
    all.put("network", "10.1.2.0/24");
    all.put("operation", random.nextBoolean() ? "read" : "search");
    all.put("outcome", random.nextBoolean() ? "allowed" : "refused");
    all.put("purpose", random.nextBoolean() ? "interview" : "offer");
    all.put("basis", random.nextBoolean() ? "portfolio" : "glass");
    all.put("fieldClass", random.nextBoolean() ? "contact" : "nir");
    all.put("from", "2026-01-05T09:00:%02dZ".formatted(random.nextInt(30)));
    all.put("to", "2026-01-05T09:00:%02dZ".formatted(30 + random.nextInt(30)));
    var wanted = random.nextInt(5);
    while (all.size() > wanted) {
      all.remove(List.copyOf(all.keySet()).get(random.nextInt(all.size())));
    }
    return all;
  }

  @Test
  void any_filters_together_find_what_reading_every_entry_finds() throws SQLException {
    var everything = walk(Map.of("limit", "200"));
    assertThat(everything).hasSizeGreaterThanOrEqualTo(LEAVES);

    for (var i = 0; i < 60; i++) {
      var filters = anyFilters();
      var expected = everything.stream().filter(event -> matches(event, filters)).toList();
      var asked = new HashMap<>(filters);
      asked.put("limit", Integer.toString(20 + random.nextInt(180)));

      assertThat(walk(asked)).as("%s", filters).isEqualTo(expected);
    }
  }

  @Test
  void a_walk_over_pages_shows_each_event_once_while_others_come_in() throws Exception {
    var end = ask(Map.of()).end();
    var walking = new AtomicBoolean(true);
    var writer =
        Thread.ofPlatform()
            .start(() -> {
              try {
                for (var position = 10_000L; walking.get(); position += 20) {
                  var batch = new ArrayList<Entry>();
                  for (var i = position; i < position + 20; i++) {
                    batch.add(Samples.disclosure("/vigie/other", i).entry());
                  }
                  log.append(batch);
                  TestViews.catchUp(views);
                }
              } catch (SQLException e) {
                throw new IllegalStateException(e);
              }
            });

    var seen = new ArrayList<Long>();
    for (var limit : List.of("200", "37", "91")) {
      var walked = walk(Map.of("limit", limit)).stream().map(LoggedEvent::index).toList();
      assertThat(new HashSet<>(walked)).hasSameSizeAs(walked);
      assertThat(walked).isSortedAccordingTo((a, b) -> Long.compare(b, a));
      seen.addAll(walked.stream().filter(index -> index < end).toList());
    }
    walking.set(false);
    writer.join();

    assertThat(seen).hasSize(3 * (int) end);
    assertThat(ask(Map.of()).end()).isGreaterThan(end);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ndjson", "csv"})
  void a_stream_is_as_its_golden_file(String form) throws Exception {
    var small = TestLog.create();
    small
        .writer()
        .append(
            List.of(
                Samples.disclosure(1).entry(),
                Samples.search(2)
                    .saying("{\"persons\":[\"person-1\",\"=cmd|' /C calc'!A0\"]}")
                    .entry(),
                Samples.disclosure(3)
                    .with("ce_purpose", "=1+1")
                    .with("ce_device", "@SUM(A1)")
                    .with("ce_basis", "a \"quoted\", thing")
                    .entry()));
    var door = TestViews.of(small);
    TestViews.catchUp(door);
    var out = new ByteArrayOutputStream();

    try (var events = EventForm.valueOf(form.toUpperCase(Locale.ROOT)).to(out)) {
      door.read((connection, live, _) ->
          Questions.write(Question.stream(Map.of()), events, connection, live));
    }

    var golden = Path.of("src/test/resources/golden/events." + form);
    if (Boolean.getBoolean("vigie.golden.write")) {
      Files.write(golden, out.toByteArray());
    }
    assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo(Files.readString(golden));
  }

  @Test
  void a_stream_has_no_pages() {
    assertThatThrownBy(() -> Question.stream(Map.of("limit", List.of("3"))))
        .isInstanceOf(BadParameterException.class);
    assertThatThrownBy(() -> Question.stream(Map.of("cursor", List.of("3"))))
        .isInstanceOf(BadParameterException.class);
  }

  @Test
  void a_persons_page_looks_each_event_up_where_nothing_is_known_of_the_tables()
      throws SQLException {
    var question =
        Question.events(
            Map.of("person", List.of("person-1"), "from", List.of("2026-01-01T00:00:00Z")));

    var plan =
        views.read((connection, live, _) -> {
          var statement = question.statement(live);
          try (var query = connection.prepareStatement("explain " + statement.sql())) {
            for (var i = 0; i < statement.values().size(); i++) {
              query.setObject(i + 1, statement.values().get(i));
            }
            return TestViews.firstColumn(query);
          }
        });

    assertThat(plan)
        .contains("Index Scan using trace_a_pkey")
        .contains("trace_person_a_pkey")
        .doesNotContain("Seq Scan", "Hash", "trace_a_time_idx");
  }
}
