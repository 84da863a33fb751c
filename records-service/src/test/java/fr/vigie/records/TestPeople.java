package fr.vigie.records;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// People who do not exist, and lines of imports about them.
public final class TestPeople {

  /// Names that are nobody's and nothing's, so that a search for them in bytes finds leaks only.
  public static final List<String> NAMES =
      List.of("Zyxquent", "Wabrielle", "Vuquempoix", "Quipsonne", "rue des Zéphyrins");

  private TestPeople() {}

  /// A person's reference: the same for the same numbers.
  public static UUID person(int series, int number) {
    return new UUID(0x0b0e_1a52_6c1f_4000L + series, 0x8000_0000_0000_0000L + number);
  }

  /// References of the persons `first` to `last` of a series.
  public static List<UUID> persons(int series, int first, int last) {
    return IntStream.rangeClosed(first, last).mapToObj(n -> person(series, n)).toList();
  }

  /// Lines about the persons `first` to `last` of a series, followed by an advisor.
  public static String lines(int series, int first, int last, String advisor) {
    return IntStream.rangeClosed(first, last)
        .mapToObj(number -> line(series, number, advisor))
        .collect(Collectors.joining("\n"));
  }

  /// One line.
  public static String line(int series, int number, String advisor) {
    return """
    {"person":"%s","nir":"%s","number":"%s","birthName":"Zyxquent","usualName":"%s",\
    "givenNames":"Wabrielle Quipsonne","sex":"F","birthDate":"1969-05-02",\
    "birthPlace":"Vuquempoix","address":"12 rue des Zéphyrins","postcode":"75011",\
    "commune":"Vuquempoix","phone":"0612345678","email":"w.zyxquent@example.org",\
    "category":"A","registeredOn":"2026-01-05","benefit":"ARE","track":"professionnel",\
    "romeCode":"K1304","romeLabel":"Services domestiques","disability":%s,\
    "advisor":"%s","organisation":"FT","agency":"FT-01"}\
    """
        .formatted(
            person(series, number),
            nir(number),
            number(number),
            number % 2 == 0 ? "Zyxquent" : "D'Vuquempoix-Zyxquent",
            number % 10 == 0 ? "{\"recognised\":true,\"until\":\"2030-01-01\"}" : "null",
            advisor);
  }

  /// The France Travail number of the person of this number.
  public static String number(int number) {
    return "987654%05d".formatted(number);
  }

  /// The NIR of the person of this number.
  public static String nir(int number) {
    var body = "26905%02d%03d%03d".formatted(1 + number % 95, 1 + number % 900, 1 + number % 998);
    return body + "%02d".formatted(97 - Long.parseLong(body) % 97);
  }
}
