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
    int organisationPersonsPerDay,
    int personsPerMonth)
    implements ExposurePolicy {

  private static final int NONE = 1_000_000;

  public Bounds(
      int day,
      int hour,
      int minute,
      int bytes,
      int soft,
      int perMinute,
      int refusals,
      int organisation) {
    this(day, hour, minute, bytes, soft, perMinute, refusals, organisation, NONE);
  }

  public Bounds(int day, int hour, int minute, int bytes, int soft, int perMinute, int refusals) {
    this(day, hour, minute, bytes, soft, perMinute, refusals, 0, NONE);
  }

  @Override
  public int nationalPersonsPerDay() {
    return organisationPersonsPerDay;
  }

  public static final Bounds OF_THE_HOUSE = new Bounds(200, 60, 10, 5_000_000, 150, 30, 200);

  /// A bound of the day and of nothing else.
  public static Bounds ofDay(int persons) {
    return new Bounds(persons, NONE, NONE, 1_000_000_000, NONE, NONE, NONE);
  }
}
