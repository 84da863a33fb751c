package fr.vigie.contracts.audit;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;
import java.time.Instant;
import java.util.List;

/// Questions that auditors keep, to ask them again.
public sealed interface QuestionEvent extends Recorded {

  /// The question's name: a word, and nobody's name.
  String question();

  /// A question was saved, in place of the one that bore this name.
  ///
  /// @param by the account that saved it
  /// @param asks its filters, each `name=value`, by name
  record QuestionSaved(String question, String by, List<String> asks, Instant at)
      implements QuestionEvent {
    public QuestionSaved {
      asks = List.copyOf(asks);
    }

    @Override
    public Deed deed() {
      return Deed.of("save-question", Outcome.DONE, question);
    }
  }

  /// Nobody needs it any more.
  record QuestionForgotten(String question, String by, Instant at) implements QuestionEvent {
    @Override
    public Deed deed() {
      return Deed.of("forget-question", Outcome.DONE, question);
    }
  }
}
