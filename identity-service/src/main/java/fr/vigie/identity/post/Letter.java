package fr.vigie.identity.post;

/// A letter.
///
/// @param to an address
public record Letter(String to, String subject, String text) {

  @Override
  public String toString() {
    return "Letter[******]";
  }
}
