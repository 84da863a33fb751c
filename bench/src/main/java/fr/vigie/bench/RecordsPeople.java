package fr.vigie.bench;

import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// People who do not exist, and the advisors who follow them: `advisors` of equal portfolios.
record RecordsPeople(int persons, int advisors) {

  private static final Pattern REF = Pattern.compile("\"ref\":\"([^\"]+)\"");

  static UUID person(int number) {
    return new UUID(0x0b0e_1a52_6c1f_4000L, 0x8000_0000_0000_0000L + number);
  }

  static String number(int number) {
    return "98%09d".formatted(number);
  }

  String advisor(int number) {
    return new UUID(0x5f0c_9d7e_0000_4000L, 0x8000_0000_0000_0000L + number % advisors).toString();
  }

  /// A token of the person's advisor.
  String token(int number) {
    return TestIssuer.running().token(Person.advisor(advisor(number)));
  }

  /// The references of the first page of an advisor's portfolio, as the service gives them out: the
  /// k-th is that of the person `number + k * advisors`.
  List<String> refs(URI service, String token) throws IOException {
    try (var wire = new Wire(service)) {
      var page = wire.ask(Wire.get(service, "/v1/portfolio", token));
      if (page.status() != 200) {
        throw new IllegalStateException("no portfolio: " + page.text());
      }
      return REF.matcher(page.text()).results().map(found -> found.group(1)).toList();
    }
  }

  /// Lines of an import.
  String lines(int from, int to) {
    return IntStream.range(from, to).mapToObj(this::line).collect(Collectors.joining("\n"));
  }

  private String line(int number) {
    return """
    {"person":"%s","nir":"%s","number":"%s","birthName":"Zyxquent","usualName":"Zyxquent",\
    "givenNames":"Wabrielle Quipsonne","sex":"F","birthDate":"1969-05-02",\
    "birthPlace":"Vuquempoix","address":"12 rue des Zéphyrins","postcode":"75011",\
    "commune":"Vuquempoix","phone":"0612345678","email":"w.zyxquent@example.org",\
    "category":"A","registeredOn":"2026-01-05","benefit":"ARE","track":"professionnel",\
    "romeCode":"K1304","romeLabel":"Services domestiques","disability":null,\
    "advisor":"%s","organisation":"FT","agency":"FT-01"}\
    """
        .formatted(person(number), nir(number), number(number), advisor(number));
  }

  private static String nir(int number) {
    var body =
        "26905%02d%03d%03d"
            .formatted(1 + number % 95, 1 + number / 95 % 900, 1 + number / 85_500 % 998);
    return body + "%02d".formatted(97 - Long.parseLong(body) % 97);
  }
}
