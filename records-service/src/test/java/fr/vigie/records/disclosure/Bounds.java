package fr.vigie.records.disclosure;

/// A policy for tests: what is not said is as wide as it can be.
record Bounds(
    int personsPerDay,
    int personsPerHour,
    int personsPerMinute,
    int bytesPerDay,
    int softPersonsPerDay,
    int refusalsPerMinute,
    int refusalsPerDay)
    implements ExposurePolicy {

  static final Bounds OF_THE_HOUSE = new Bounds(200, 60, 10, 5_000_000, 150, 30, 200);

  /// A bound of the day and of nothing else.
  static Bounds ofDay(int persons) {
    var none = 1_000_000;
    return new Bounds(persons, none, none, 1_000_000_000, none, none, none);
  }
}
