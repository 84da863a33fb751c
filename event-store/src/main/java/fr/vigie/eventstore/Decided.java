package fr.vigie.eventstore;

import java.util.List;

/// A decision that is durable.
///
/// @param appended one for each event of the decision, in order
public record Decided<A>(A answer, List<Receipt> appended) {

  public Decided {
    appended = List.copyOf(appended);
  }
}
