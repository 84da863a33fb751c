package fr.vigie.identity.password;

/// What a hash costs: memory, passes over it, and lanes.
///
/// @param memory in KiB
record Cost(int memory, int passes, int lanes) {

  /// OWASP's table of equal defences, the cheapest line that does not lean on passes alone.
  private static final int LEAST_MEMORY = 19 * 1024;

  private static final int LEAST_PASSES = 2;

  /// Whether it is too cheap for a hash that is made today (R9).
  boolean isTooLittle() {
    return memory < LEAST_MEMORY || passes < LEAST_PASSES || lanes != 1;
  }
}
