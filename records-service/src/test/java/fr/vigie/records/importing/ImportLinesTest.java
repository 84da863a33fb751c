package fr.vigie.records.importing;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.jobseeker.TestFiles;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImportLinesTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

  private static final String LINE =
      """
      {"person":"0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a01","nir":"269054958815780",\
      "number":"12345678901","birthName":"N'Diaye","usualName":"Lefèvre","givenNames":"Awa Marie",\
      "sex":"F","birthDate":"1969-05-02","birthPlace":"Paris","address":"12 rue des Lilas",\
      "postcode":"75011","commune":"Paris","communeCode":"75111","phone":"0612345678","email":"awa.lefevre@example.org",\
      "category":"A","registeredOn":"2026-01-05","benefit":"ARE","track":"professionnel",\
      "romeCode":"K1304","romeLabel":"Services domestiques","modality":"guidé","criteria":["housing"],\
      "disability":{"recognised":true,"until":"2030-01-01","title":"rqth"},\
      "advisor":"5f0c9d7e-0000-4000-8000-000000000001","organisation":"FT","agency":"FT-01"}\
      """;

  @Test
  void takes_a_whole_line() {
    var problems = new ArrayList<ImportProblem>();

    var read = Objects.requireNonNull(ImportLines.read(LINE, 1, TODAY, problems));

    assertThat(problems).isEmpty();
    assertThat(read.file()).isEqualTo(TestFiles.awa());
    assertThat(read.advisor()).hasToString("5f0c9d7e-0000-4000-8000-000000000001");
    assertThat(read.organisation()).isEqualTo("FT");
  }

  @Test
  void takes_a_line_without_what_a_file_may_lack() {
    var line =
        LINE.replace("\"0612345678\"", "null")
            .replace("\"awa.lefevre@example.org\"", "null")
            .replace("\"ARE\"", "null")
            .replace("{\"recognised\":true,\"until\":\"2030-01-01\",\"title\":\"rqth\"}", "null")
            .replace("[\"housing\"]", "null")
            .replace("\"5f0c9d7e-0000-4000-8000-000000000001\"", "null");

    assertThat(problems(line)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      textBlock =
          """
          "nir":"269054958815780",        "nir":"269054958815781",       nir
          "nir":"269054958815780",        "nir":269054958815780,         nir
          "number":"12345678901",         "number":"1234567890",         number
          "birthDate":"1969-05-02",       "birthDate":"1969-02-30",      birthDate
          "birthDate":"1969-05-02",       "birthDate":"2026-11-23",      birthDate
          "birthDate":"1969-05-02",       "birthDate":"1869-05-02",      birthDate
          "registeredOn":"2026-01-05",    "registeredOn":"05/01/2026",   registeredOn
          "postcode":"75011",             "postcode":"7501",             postcode
          "postcode":"75011",             "postcode":"2A004",            postcode
          "romeCode":"K1304",             "romeCode":"Z1304",            romeCode
          "communeCode":"75111",          "communeCode":"20004",         communeCode
          "communeCode":"75111",          "communeCode":"2C004",         communeCode
          "modality":"guidé",             "modality":"serré",            modality
          "criteria":["housing"],         "criteria":["boe"],            criteria
          "criteria":["housing"],         |"criteria":["money","money"]|, criteria
          "title":"rqth",                 "title":"disabled",            disability.title
          "category":"A",                 "category":"H",                category
          "usualName":"Lefèvre",          "usualName":"<b>x</b>",        usualName
          "usualName":"Lefèvre",          "usualName":"",                usualName
          "sex":"F",                      "sex":"X",                     sex
          "phone":"0612345678",           "phone":"12",                  phone
          "email":"awa.lefevre@example.org", "email":"awa@",             email
          "organisation":"FT",            "organisation":"ft",           organisation
          "agency":"FT-01",               "agency":null,                 agency
          "recognised":true,              "recognised":"yes",            disability.recognised
          "until":"2030-01-01",           "until":"soon",                disability.until
          "advisor":"5f0c9d7e-0000-4000-8000-000000000001", "advisor":"1-1-1-1-1", advisor
          "person":"0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a01",  "person":null,         person
          """)
  void names_the_field_that_is_wrong(String good, String bad, String field) {
    assertThat(problems(LINE.replace(strip(good), strip(bad))))
        .singleElement()
        .satisfies(problem -> {
          assertThat(problem.line()).isEqualTo(7);
          assertThat(problem.field()).isEqualTo(field);
        });
  }

  @Test
  void a_field_nobody_knows_is_refused() {
    assertThat(problems(LINE.replace("{\"person\"", "{\"role\":\"admin\",\"person\"")))
        .extracting(ImportProblem::message)
        .containsExactly("holds a field that is not known");
  }

  @Test
  void a_field_given_twice_is_refused() {
    assertThat(problems(LINE.replace("{\"person\"", "{\"sex\":\"M\",\"person\""))).hasSize(1);
  }

  @Test
  void what_is_no_object_is_refused_without_being_quoted() {
    for (var line : List.of("", "[]", "Lefèvre", LINE + "x", LINE.substring(9), "null")) {
      assertThat(problems(line))
          .containsExactly(
              new ImportProblem(7, "", "must be one JSON object", "doit être un seul objet JSON"));
    }
  }

  @Test
  void every_mistake_of_a_line_is_told_at_once() {
    assertThat(problems("{}")).hasSizeGreaterThan(15);
  }

  @Test
  void a_problem_never_quotes_the_value() {
    assertThat(problems(LINE.replace("Lefèvre", "Lefèvre 7").replace("269054958815780", "2690")))
        .hasSize(2)
        .noneSatisfy(problem -> assertThat(problem.message()).contains("Lef"))
        .noneSatisfy(problem -> assertThat(problem.message()).contains("2690"));
  }

  private static String strip(String csv) {
    return csv.endsWith(",") ? csv.substring(0, csv.length() - 1) : csv;
  }

  private static List<ImportProblem> problems(String line) {
    var problems = new ArrayList<ImportProblem>();
    var read = ImportLines.read(line, 7, TODAY, problems);
    assertThat(read == null).isEqualTo(!problems.isEmpty());
    return problems;
  }
}
