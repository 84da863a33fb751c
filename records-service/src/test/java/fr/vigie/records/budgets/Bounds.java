package fr.vigie.records.budgets;

/// A policy for tests: what is not said is as wide as it can be, and organisations have no bound.
public record Bounds(
    int personsPerDay,
    int personsPerHour,
    int personsPerMinute,
    int bytesPerDay,
    int softPersonsPerDay,
    int refusalsPerMinute,
    int refusalsPerDay,
    int organisationPersonsPerDay)
    implements ExposurePolicy {

  public Bounds(int day, int hour, int minute, int bytes, int soft, int perMinute, int refusals) {
    this(day, hour, minute, bytes, soft, perMinute, refusals, 0);
  }

  @Override
  public int nationalPersonsPerDay() {
    return organisationPersonsPerDay;
  }

  public static final Bounds OF_THE_HOUSE = new Bounds(200, 60, 10, 5_000_000, 150, 30, 200);

  /// A bound of the day and of nothing else.
  public static Bounds ofDay(int persons) {
    var none = 1_000_000;
    return new Bounds(persons, none, none, 1_000_000_000, none, none, none);
  }
}
