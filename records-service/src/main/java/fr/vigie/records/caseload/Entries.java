package fr.vigie.records.caseload;

import fr.vigie.records.jobseeker.Files.Card;
import fr.vigie.records.references.References;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/// Makes what stands in a list of what is known of the persons.
@ApplicationScoped
public class Entries {

  private final References references;

  Entries(References references) {
    this.references = references;
  }

  /// The cards, as a list shows them to an account.
  public List<Entry> of(List<Card> cards, String account) {
    return cards.stream().map(card -> entry(card, account)).toList();
  }

  private Entry entry(Card card, String account) {
    return new Entry(
        references.of(card.person(), account),
        card.identity().givenName(),
        card.identity().usualName(),
        card.category(),
        card.identity().birthDate().getYear());
  }
}
