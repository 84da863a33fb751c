package fr.vigie.audit.saved;

import fr.vigie.contracts.audit.QuestionEvent;
import fr.vigie.contracts.audit.QuestionEvent.QuestionForgotten;
import fr.vigie.contracts.audit.QuestionEvent.QuestionSaved;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One question that is kept.
///
/// @param name a word
/// @param by who saved it
/// @param asks its filters and their values
record SavedQuestion(String name, String by, Map<String, String> asks, Instant at) {

  SavedQuestion {
    asks = new TreeMap<>(asks);
  }

  /// The question after an event; null where there is none any more.
  static @Nullable SavedQuestion after(QuestionEvent event) {
    return switch (event) {
      case QuestionSaved saved ->
          new SavedQuestion(saved.question(), saved.by(), read(saved.asks()), saved.at());
      case QuestionForgotten _ -> null;
    };
  }

  private static Map<String, String> read(List<String> asks) {
    var all = new TreeMap<String, String>();
    for (var one : asks) {
      var end = one.indexOf('=');
      all.put(one.substring(0, end), one.substring(end + 1));
    }
    return all;
  }

  /// As the event keeps them.
  static List<String> written(Map<String, String> asks) {
    return new TreeMap<>(asks)
        .entrySet().stream().map(ask -> ask.getKey() + "=" + ask.getValue()).toList();
  }
}
