package fr.vigie.launcher.population;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// The population of one installation.
///
/// No two persons share a NIR: the pair (commune, order) tells 49,950 apart, and persons who share
/// it differ in the month of birth or in the year's remainder by 12.
public final class Population {

  /// As many persons as there can be.
  public static final int MOST = 5_000_000;

  private static final long ADVISOR_SALT = 0x5bd1e995;
  private static final long DISABILITY_SALT = 0x2545f491;
  private static final double DISABILITY_SHARE = 0.09;

  private static final int ORDERS = 999;
  private static final int FIRST_UNISSUED_COMMUNE = 950;
  private static final int UNISSUED_COMMUNES = 50;
  private static final int PAIRS = ORDERS * UNISSUED_COMMUNES;

  // Shares of the categories in a hundred, from A to G.
  private static final int[] CATEGORIES = {47, 11, 22, 5, 5, 3, 7};

  private static final LocalDate TODAY = LocalDate.of(2025, 12, 31);
  private static final int OLDEST = 1961;
  private static final int YEARS = 12;
  private static final int CORSICA_PARTED = 1976;

  private final long seed;
  private final References references;
  private final Names names = new Names();
  private final List<List<String>> communes = Lists.rows("communes.txt");
  private final List<List<String>> trades = Lists.rows("trades.txt");
  private final List<String> streets = Lists.words("streets.txt");
  private final List<String> needs = Lists.words("needs.txt");
  private final Staff staff;
  private final Caseloads caseloads;

  /// @param seed the same seed gives the same persons
  /// @param referenceKey the same key gives them the same references
  public Population(long seed, byte[] referenceKey) {
    this.seed = seed;
    this.references = new References(referenceKey);
    this.staff = new Staff(seed, references, names);
    this.caseloads = new Caseloads(seed, this::isDisabled);
  }

  /// Everybody with an account, the advisors first.
  public List<Employee> staff() {
    return staff.all();
  }

  /// The reference of the person of this index.
  public UUID reference(int index) {
    return references.of("person:" + index);
  }

  /// Account of the advisor who follows the person of this index, or null.
  public @Nullable UUID advisorOf(int index) {
    var advisor = caseloads.advisorOf(index);
    return advisor == Caseloads.NOBODY ? null : staff.all().get(advisor).account();
  }

  /// The person of this index, from 0.
  public Person person(int index) {
    if (index < 0 || index >= MOST) {
      throw new IllegalArgumentException("persons are numbered from 0 to " + (MOST - 1));
    }
    var random = random(index, 0);
    var woman = random.nextInt(100) < 51;
    var birthDate = birthDate(index, random);
    var birthPlace = commune(random);
    var home = random.nextInt(10) < 7 ? birthPlace : commune(random);
    var birthName = names.family(random);
    var usualName = woman && random.nextInt(10) < 3 ? names.family(random) : birthName;
    var given = names.given(woman, birthDate.getYear(), random);
    var category = category(random);
    var trade = trades.get(random.nextInt(trades.size()));
    var advisor = caseloads.advisorOf(index);
    var agency =
        advisor == Caseloads.NOBODY
            ? "FT-%02d".formatted(random.nextInt(Staff.FRANCE_TRAVAIL_AGENCIES) + 1)
            : Staff.agency(advisor);
    return new Person(
        reference(index),
        nir(index, woman, birthDate, birthPlace),
        number(index),
        birthName,
        usualName,
        given,
        woman ? "F" : "M",
        birthDate,
        birthPlace.get(2),
        (random.nextInt(120) + 1) + " " + streets.get(random.nextInt(streets.size())),
        home.get(1),
        home.get(2),
        "063998%04d".formatted(random.nextInt(10_000)),
        "%s.%s.%d@example.org".formatted(plain(given), plain(usualName), index),
        category,
        registeredOn(birthDate, random),
        benefit(category, random),
        track(category, random),
        trade.getFirst(),
        trade.get(1),
        isDisabled(index) ? disability(random) : null,
        advisorOf(index),
        Staff.organisation(agency),
        agency);
  }

  private boolean isDisabled(int index) {
    return random(index, DISABILITY_SALT).nextDouble() < DISABILITY_SHARE;
  }

  private SplittableRandom random(int index, long salt) {
    return new SplittableRandom((seed ^ salt) * 0x9E3779B97F4A7C15L + index);
  }

  private LocalDate birthDate(int index, RandomGenerator random) {
    var pair = index % PAIRS;
    var block = index / PAIRS;
    var spread = random(pair, ADVISOR_SALT);
    var month = Math.floorMod(block + spread.nextInt(12), 12) + 1;
    var remainder = Math.floorMod(block / 12 + spread.nextInt(YEARS), YEARS);
    // Two draws: more persons in the middle of working life than at its ends.
    var year = OLDEST + random.nextInt(25) + random.nextInt(23);
    year -= Math.floorMod(year - remainder, YEARS);
    return LocalDate.of(year, month, 1 + random.nextInt(28));
  }

  private static String nir(int index, boolean woman, LocalDate birth, List<String> place) {
    var pair = index % PAIRS;
    var department = place.getFirst().substring(0, 2);
    if (department.startsWith("2") && birth.getYear() < CORSICA_PARTED) {
      department = department.matches("2[AB]") ? "20" : department;
    }
    return Nir.of(
        woman,
        birth.getYear(),
        birth.getMonthValue(),
        department,
        FIRST_UNISSUED_COMMUNE + pair / ORDERS,
        pair % ORDERS + 1);
  }

  private static String number(int index) {
    // A multiplier without a factor of ten: each index has a number of its own.
    return "9%010d".formatted(Math.floorMod(index * 7_368_787L + 4_019_321_077L, 10_000_000_000L));
  }

  private List<String> commune(RandomGenerator random) {
    var place = random.nextDouble();
    return communes.get((int) (place * place * communes.size()));
  }

  private static String category(RandomGenerator random) {
    var drawn = random.nextInt(100);
    var category = 0;
    while (drawn >= CATEGORIES[category]) {
      drawn -= CATEGORIES[category];
      category++;
    }
    return Character.toString('A' + category);
  }

  private static LocalDate registeredOn(LocalDate birth, RandomGenerator random) {
    // Half of all stays last less than a year.
    var days = (long) Math.min(3650, -Math.log(1 - random.nextDouble()) * 500);
    var registered = TODAY.minusDays(days);
    var grown = birth.plusYears(16);
    return registered.isBefore(grown) ? grown : registered;
  }

  private static @Nullable String benefit(String category, RandomGenerator random) {
    var drawn = random.nextInt(100);
    return switch (category) {
      case "D" -> drawn < 40 ? "AREF" : null;
      case "F", "G" -> drawn < 5 ? "ARE" : null;
      default -> drawn < 41 ? "ARE" : drawn < 46 ? "ASS" : null;
    };
  }

  private static String track(String category, RandomGenerator random) {
    return switch (category) {
      case "F" -> "social";
      case "G" -> "orientation en attente";
      default -> random.nextInt(100) < 78 ? "professionnel" : "socio-professionnel";
    };
  }

  private Person.Disability disability(RandomGenerator random) {
    return new Person.Disability(
        true,
        random.nextInt(100) < 30 ? null : TODAY.plusDays(random.nextInt(1825) + 1L),
        random.nextInt(100) < 40 ? needs.get(random.nextInt(needs.size())) : null);
  }

  private static String plain(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFD)
        .replaceAll("[^A-Za-z-]", "")
        .toLowerCase(Locale.ROOT);
  }
}
