package fr.vigie.records.caseload;

import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.references.References;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Makes what stands in a list of what is known of the persons.
@ApplicationScoped
public class Entries {

  private static final int MOST_LETTERS = 40;

  private final References references;

  Entries(References references) {
    this.references = references;
  }

  /// The cards, as a list shows them to an account.
  public List<Entry> of(List<Card> cards, String account) {
    return cards.stream().map(card -> entry(card, account)).toList();
  }

  // A list shows whom to open, and is charged by the row: what is longer stands in the record.
  static String brief(String name) {
    return name.codePointCount(0, name.length()) <= MOST_LETTERS
        ? name
        : name.substring(0, name.offsetByCodePoints(0, MOST_LETTERS - 1)) + "…";
  }

  private Entry entry(Card card, String account) {
    return new Entry(
        references.of(card.person(), account),
        brief(card.identity().givenName()),
        brief(card.identity().usualName()),
        card.category(),
        card.identity().birthDate().getYear());
  }
}
