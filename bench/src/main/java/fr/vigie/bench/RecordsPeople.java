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

/// People who do not exist, and the advisors who follow them. The first are in equal portfolios of
/// those advisors who ask; behind them comes a mass in portfolios of others, and spread evenly over
/// it, eight more for each who asks.
///
/// @param first how many come first
/// @param all how many there are in the end
/// @param advisors who ask
record RecordsPeople(int first, int all, int advisors) {

  /// Whom each advisor asks for: no advisor is shown more than ten persons in a minute.
  static final int EACH = 8;

  private static final int PORTFOLIO = 350;

  // As a page of a portfolio shows them; the others' references lie anywhere, as those of people.
  private static final int IN_ORDER = 20_000;
  private static final Pattern REF = Pattern.compile("\"ref\":\"([^\"]+)\"");

  RecordsPeople(int persons, int advisors) {
    this(persons, persons, advisors);
  }

  static UUID person(int number) {
    return number < IN_ORDER
        ? new UUID(0x0b0e_1a52_6c1f_4000L, 0x8000_0000_0000_0000L + number)
        : new UUID(
            (mixed(number) & 0xffff_ffff_ffff_0fffL) | 0x4000L,
            (mixed(-number) & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L);
  }

  // The finisher of MurmurHash3: one number for one number.
  private static long mixed(long number) {
    var mixed = (number ^ (number >>> 33)) * 0xff51_afd7_ed55_8ccdL;
    mixed = (mixed ^ (mixed >>> 33)) * 0xc4ce_b9fe_1a85_ec53L;
    return mixed ^ (mixed >>> 33);
  }

  static String number(int number) {
    return "98%09d".formatted(number);
  }

  String advisor(int number) {
    return new UUID(0x5f0c_9d7e_0000_4000L, 0x8000_0000_0000_0000L + follower(number)).toString();
  }

  private int follower(int number) {
    if (number < first) {
      return number % advisors;
    }
    var place = number - first;
    var spread = place / stride();
    return place % stride() == 0 && spread < advisors * EACH
        ? spread % advisors
        : advisors + place / PORTFOLIO;
  }

  private int stride() {
    return Math.max(1, (all - first) / (advisors * EACH));
  }

  /// The n-th person who is asked for, and advisor `n % advisors` is the one who may.
  ///
  /// @param mass one of those spread over the mass
  int asked(int n, boolean mass) {
    var one = n % (advisors * EACH);
    return mass ? first + one * stride() : one % first;
  }

  /// Why the persons are taken in, and in whose name.
  static final String[] TAKEOVER = {
    "Vigie-Agent", "5f0c9d7e-0000-4000-8000-0000000000a9",
    "Vigie-Organisation", "FT",
    "Vigie-Purpose", "takeover"
  };

  /// A token of the person's advisor.
  String token(int number) {
    return TestIssuer.running().token(Person.advisor(advisor(number)));
  }

  /// The references of the first page of an advisor's portfolio, as the service gives them out: the
  /// k-th is that of the person `number + k * advisors`.
  List<String> refs(URI service, String token) throws IOException {
    try (var wire = new Wire(service)) {
      return refs(wire.ask(Wire.get(service, "/v1/portfolio", token)));
    }
  }

  /// The references in an answer.
  static List<String> refs(Wire.Answer answer) {
    if (answer.status() != 200) {
      throw new IllegalStateException("nobody is shown: " + answer.text());
    }
    return REF.matcher(answer.text()).results().map(found -> found.group(1)).toList();
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
