package fr.vigie.records.caseload;

import fr.vigie.records.jobseeker.Files.Card;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The persons an advisor follows, in the order of their usual names. In memory only, for as long
/// as one request needs it: nothing in the database can be searched by name.
public record Portfolio(List<Card> cards) {

  private static final Comparator<Card> BY_NAME =
      Comparator.<Card, String>comparing(card -> NameFold.of(card.identity().usualName()))
          .thenComparing(card -> NameFold.of(card.identity().givenNames()))
          .thenComparing(Card::person);

  /// Some of the portfolio, and where to go on.
  ///
  /// @param next the last person of the page; null where nobody follows
  record Page(List<Card> cards, @Nullable UUID next) {}

  public Portfolio {
    cards = cards.stream().sorted(BY_NAME).toList();
  }

  /// The page after a person; empty where that person is not (or no longer) of the portfolio.
  Optional<Page> after(@Nullable UUID person, int size) {
    var from = person == null ? 0 : placeAfter(person);
    if (from < 0) {
      return Optional.empty();
    }
    var to = Math.min(from + size, cards.size());
    var page = cards.subList(from, to);
    return Optional.of(new Page(page, to < cards.size() ? page.getLast().person() : null));
  }

  private int placeAfter(UUID person) {
    for (var i = 0; i < cards.size(); i++) {
      if (cards.get(i).person().equals(person)) {
        return i + 1;
      }
    }
    return -1;
  }
}
