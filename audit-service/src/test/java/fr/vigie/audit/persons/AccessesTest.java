package fr.vigie.audit.persons;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Entry;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.persons.AccessList.ByOrganisation;
import fr.vigie.audit.persons.AccessList.Period;
import fr.vigie.audit.views.TestViews;
import fr.vigie.contracts.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

/// Every disclosure of a person's data is in the list, and no agent is.
class AccessesTest {

  private static final Instant FROM = Instant.parse("2026-01-05T09:00:00Z");
  private static final Instant TO = Instant.parse("2026-01-05T09:00:30Z");
  private static final Instant NOW = Instant.parse("2026-01-06T15:04:00Z");

  private static AccessList accesses(List<Entry> entries, String person) throws SQLException {
    var test = TestLog.create();
    test.writer().append(entries);
    var views = TestViews.of(test);
    TestViews.catchUp(views);
    return views
        .read((connection, live, end) ->
            Accesses.find(new Period(person, FROM, TO), connection, live, end))
        .orElseThrow();
  }

  @Test
  void reads_rows_of_lists_and_results_of_searches_are_all_counted() throws SQLException {
    var list =
        accesses(
            List.of(
                Samples.disclosure(1).with("ce_subject", "p").entry(),
                Samples.search(2).saying("{\"persons\":[\"q\",\"p\",\"r\"]}").entry(),
                Samples.search(3)
                    .with("ce_operation", "list")
                    .with("ce_organisation", "CE-34")
                    .saying("{\"persons\":[\"p\"]}")
                    .entry()),
            "p");

    assertThat(list.accesses())
        .extracting(Access::operation, Access::others)
        .containsExactly(tuple("list", 0), tuple("search", 2), tuple("read", 0));
    assertThat(list.organisations())
        .extracting(ByOrganisation::organisation, ByOrganisation::accesses)
        .containsExactly(tuple("CE-34", 1), tuple("FT", 2));
    assertThat(list.total()).isEqualTo(3);
    assertThat(list.end()).isEqualTo(3);
  }

  @Test
  void what_disclosed_nothing_is_no_access() throws SQLException {
    var list =
        accesses(
            List.of(
                Samples.disclosure(1).with("ce_subject", "p").with("ce_outcome", "refused").entry(),
                Samples.disclosure(2).with("ce_subject", "p").without("ce_fieldclasses").entry(),
                Samples.disclosure(3).with("ce_subject", "p").on(Topics.RECORDS).entry(),
                Samples.disclosure(4)
                    .with("ce_subject", "p")
                    .with("ce_time", "2026-01-05T09:00:30Z")
                    .entry()),
            "p");

    assertThat(list.accesses()).isEmpty();
  }

  // As just after a fill: the way of a time's events, and their leaves, is the long one.
  @Test
  void a_list_looks_each_event_up_where_nothing_is_known_of_the_tables() throws SQLException {
    var test = TestLog.create();
    test.writer().append(IntStream.rangeClosed(1, 500).mapToObj(AccessesTest::read).toList());
    var views = TestViews.of(test);
    TestViews.catchUp(views);

    var plan =
        views.read((connection, live, _) -> {
          var explain = "explain " + Accesses.statement(live);
          try (var query = connection.prepareStatement(explain)) {
            query.setString(1, "p");
            query.setObject(2, FROM.atOffset(ZoneOffset.UTC));
            query.setObject(3, TO.atOffset(ZoneOffset.UTC));
            query.setString(4, Topics.DISCLOSURES);
            query.setInt(5, Accesses.MOST);
            return TestViews.firstColumn(query);
          }
        });

    assertThat(plan)
        .contains("Index Scan using trace_a_pkey")
        .contains("trace_person_a_pkey")
        .doesNotContain("Seq Scan", "Hash", "trace_a_time_idx");
  }

  private static Entry read(int position) {
    return Samples.disclosure(position).entry();
  }

  private static boolean says(Entry entry, String text) {
    return new String(entry.bytes(), StandardCharsets.UTF_8).contains(text);
  }

  @Test
  void any_list_is_what_reading_every_entry_finds() throws SQLException {
    var random = new Random(20_261_125);
    var entries = new ArrayList<Entry>();
    for (var position = 1; position <= 900; position++) {
      entries.add(
          random.nextBoolean()
              ? Samples.search(position).entry()
              : Samples.disclosure(position).entry());
    }

    for (var person : List.of("person-1", "person-7", "person-49")) {
      var expected =
          IntStream.range(0, entries.size())
              .filter(i ->
                  (i + 1) % 60 < 30
                      && says(entries.get(i), '"' + person + '"')
                      && !says(entries.get(i), "\"outcome\":\"refused\""))
              .boxed()
              .map(Integer::longValue)
              .toList();

      assertThat(accesses(entries, person).accesses().stream().map(Access::index))
          .containsExactlyInAnyOrderElementsOf(expected);
    }
  }

  // R48, ATTACKS 49
  @Test
  void no_agent_is_named() throws SQLException, IOException {
    var list =
        accesses(
            List.of(
                Samples.disclosure(1)
                    .with("ce_subject", "p")
                    .with("ce_actor", "AGENT")
                    .with("ce_session", "SESSION")
                    .with("ce_device", "DEVICE")
                    .with("ce_network", "192.0.2.0/24")
                    .entry()),
            "p");

    assertThat(list.toString() + text(AccessLetter.of(list, NOW)))
        .doesNotContain("AGENT", "SESSION", "DEVICE", "192.0.2", "FT-01");
  }

  private static String text(byte[] letter) throws IOException {
    try (var document = Loader.loadPDF(letter)) {
      return new PDFTextStripper().getText(document);
    }
  }

  private static byte[] longLetter() throws SQLException, IOException {
    var entries = new ArrayList<Entry>();
    for (var position = 1; position <= 200; position++) {
      entries.add(
          (position % 3 == 0
                  ? Samples.search(position).saying("{\"persons\":[\"p\",\"q\"]}")
                  : Samples.disclosure(position).with("ce_subject", "p"))
              .with("ce_organisation", position % 5 == 0 ? "CE-34" : "FT")
              .with("ce_fieldclasses", "identity,contact,path,disability")
              .entry());
    }
    return AccessLetter.of(accesses(entries, "p"), NOW);
  }

  @Test
  void the_letter_is_in_french_and_says_it_all() throws Exception {
    var letter = longLetter();
    Files.write(Path.of("target/acces.pdf"), letter);

    assertThat(text(letter))
        .contains(
            "Accès à vos données personnelles",
            "06/01/2026 16:04, heure de Paris",
            "du 5 janvier 2026 au 5 janvier 2026",
            "accès ont été enregistrés",
            "France Travail",
            "CE-34",
            "Identité, Coordonnées",
            "Parcours, Handicap",
            "Entretien",
            "Recherche",
            "Page 1 / ");
  }

  @Test
  void the_letter_is_tagged_for_those_who_hear_it() throws Exception {
    try (var document = Loader.loadPDF(longLetter())) {
      var catalog = document.getDocumentCatalog();

      assertThat(catalog.getLanguage()).isEqualTo("fr-FR");
      assertThat(catalog.getMarkInfo().isMarked()).isTrue();
      assertThat(catalog.getViewerPreferences().displayDocTitle()).isTrue();
      assertThat(document.getNumberOfPages()).isGreaterThan(1);
      var types = types(catalog.getStructureTreeRoot());
      assertThat(types.getFirst()).isEqualTo("Document");
      assertThat(types).contains("H1", "H2", "P", "Table", "TR", "TH", "TD");
      assertThat(types.stream().filter("TH"::equals)).hasSize(4 + 6);
      for (var page : document.getPages()) {
        assertThat(page.getStructParents()).isNotNegative();
        for (var font : page.getResources().getFontNames()) {
          assertThat(page.getResources().getFont(font).isEmbedded()).isTrue();
        }
      }
    }
  }

  private static List<String> types(PDStructureNode node) {
    var all = new ArrayList<String>();
    for (var kid : node.getKids()) {
      if (kid instanceof PDStructureElement element) {
        all.add(element.getStructureType());
        all.addAll(types(element));
      }
    }
    return all;
  }

  @Test
  void a_letter_without_accesses_says_so() throws Exception {
    assertThat(text(AccessLetter.of(accesses(List.of(), "nobody"), NOW)))
        .contains("Aucun accès n’a été enregistré.");
  }

  @Test
  void hostile_references_are_drawn_as_they_are() throws Exception {
    var list =
        accesses(
            List.of(
                Samples.disclosure(1)
                    .with("ce_subject", "p")
                    .with("ce_organisation", "\u202e\ud83d\ude00 " + "x".repeat(300))
                    .entry()),
            "p");

    assertThat(text(AccessLetter.of(list, NOW))).contains("xxx");
  }
}
