package fr.vigie.records.budgets;

import fr.vigie.contracts.Attribute;
import fr.vigie.records.relations.Asker;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.HashMap;
import java.util.Map;

/// How much of the register one advisor may see. Every bound may be made stricter, and no role is
/// above it; a service with a wider one does not start.
@ConfigMapping(prefix = "vigie.records.exposure")
public interface ExposurePolicy {

  /// What a service starts with at most: R29, R30.
  int MOST_PERSONS_PER_DAY = 200;

  int MOST_PERSONS_PER_HOUR = 60;
  int MOST_PERSONS_PER_MINUTE = 10;
  int MOST_BYTES_PER_DAY = 5_000_000;
  int MOST_PERSONS_PER_MONTH = 3_000;
  int MOST_OF_ALL = 12_000_000;

  /// Distinct persons whose record one advisor may open in a day, midnight to midnight in Paris.
  /// Opening the same record again debits nothing. From 1 to 200; an advisor's busy day has about
  /// 150 (R29).
  @WithDefault("200")
  int personsPerDay();

  /// The same in any sixty minutes. From 1 to 60 (R29).
  @WithDefault("60")
  int personsPerHour();

  /// The same in any sixty seconds. From 1 to 10 (R29); nobody reads ten files a minute.
  @WithDefault("10")
  int personsPerMinute();

  /// The same in thirty days, who is opened on two days counted twice, so that staying just under
  /// each shorter bound leads nowhere either (ATTACKS 23). It is taken in pieces of
  /// [Tranche#PERSONS]. From 1 to 3,000; twenty-two days of a hundred come to 2,200.
  @WithDefault("2500")
  int personsPerMonth();

  /// Bytes of answers in a day, counted before they are sent, as many as there may be: 1,600 for an
  /// identity, 512 for each row of a list. From 1 to 5,000,000 (R30); the day of 2024 took 9 GB.
  @WithDefault("5000000")
  int bytesPerDay();

  /// Distinct persons of a day after which each further one takes a fresh sign-in and a reason. Not
  /// above the day's budget; an advisor's busy day has about 150 (R29).
  @WithDefault("150")
  int softPersonsPerDay();

  /// Distinct persons whose record all advisors of one organisation together may open in a day,
  /// taken by the advisors in pieces of [Tranche#PERSONS] (R46). From 1 to 12,000,000; a Cap emploi
  /// has about 25 advisors.
  @WithDefault("4000")
  int organisationPersonsPerDay();

  /// The same for France Travail itself: 58,000 advisors, 100 records each (R54).
  @WithDefault("6000000")
  int nationalPersonsPerDay();

  /// Refusals within a minute that freeze the account: a person who is refused stops to think, a
  /// program does not (R43, R46). From 5 to 60.
  @WithDefault("30")
  int refusalsPerMinute();

  /// Refusals in a day that freeze the account. From 20 to 1,000.
  @WithDefault("200")
  int refusalsPerDay();

  /// The bound of one organisation; none below 1, where something else is being tried.
  static int personsPerDayOf(ExposurePolicy policy, String organisation) {
    return organisation.equals(Asker.NATIONAL)
        ? policy.nationalPersonsPerDay()
        : policy.organisationPersonsPerDay();
  }

  /// What goes with an event that was decided by it, so that why something was allowed can be told
  /// when the numbers have long changed.
  static Map<String, String> noted(ExposurePolicy policy, Map<String, String> attributes) {
    var all = new HashMap<>(attributes);
    all.put(
        Attribute.POLICY.key(),
        // Put together for each decision: a format would be read each time.
        "day="
            + policy.personsPerDay()
            + ",hour="
            + policy.personsPerHour()
            + ",minute="
            + policy.personsPerMinute()
            + ",month="
            + policy.personsPerMonth()
            + ",bytes="
            + policy.bytesPerDay());
    return all;
  }

  /// Refuses a policy that would let one account take the register.
  ///
  /// @throws IllegalStateException where a bound is out of its range
  static void requireSound(ExposurePolicy policy) {
    require("persons-per-day", policy.personsPerDay(), 1, MOST_PERSONS_PER_DAY);
    require("persons-per-hour", policy.personsPerHour(), 1, MOST_PERSONS_PER_HOUR);
    require("persons-per-minute", policy.personsPerMinute(), 1, MOST_PERSONS_PER_MINUTE);
    require("persons-per-month", policy.personsPerMonth(), 1, MOST_PERSONS_PER_MONTH);
    require("bytes-per-day", policy.bytesPerDay(), 1, MOST_BYTES_PER_DAY);
    require("soft-persons-per-day", policy.softPersonsPerDay(), 0, policy.personsPerDay());
    require("organisation-persons-per-day", policy.organisationPersonsPerDay(), 1, MOST_OF_ALL);
    require("national-persons-per-day", policy.nationalPersonsPerDay(), 1, MOST_OF_ALL);
    require("refusals-per-minute", policy.refusalsPerMinute(), 5, 60);
    require("refusals-per-day", policy.refusalsPerDay(), 20, 1_000);
  }

  private static void require(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw new IllegalStateException(
          "vigie.records.exposure.%s is %d: it must lie between %d and %d"
              .formatted(name, value, least, most));
    }
  }
}
