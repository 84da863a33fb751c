package fr.vigie.records.caseload;

/// One person in a list.
public record Entry(
    String ref, String givenName, String usualName, String category, int birthYear) {

  @Override
  public String toString() {
    return "Entry[" + ref + "]";
  }
}
