package fr.vigie.records.caseload;

/// One person in a list.
///
/// @param ref for whom the list is for, and nobody else
public record Entry(
    String ref, String givenName, String usualName, String category, int birthYear) {

  @Override
  public String toString() {
    return "Entry[" + ref + "]";
  }
}
