package fr.vigie.eventstore;

import java.util.List;

/// What a decision came to: what happened, and the answer to whoever asked. A refusal is an answer,
/// and may have events too.
///
/// @param events domain events, in order; may be empty
public record Decision<A>(List<? extends Object> events, A answer) {

  public Decision {
    events = List.copyOf(events);
  }
}
