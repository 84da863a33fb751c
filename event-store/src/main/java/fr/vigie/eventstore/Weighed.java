package fr.vigie.eventstore;

/// A state that says how much it holds: one that grows with what happens must not count as little
/// as one that does not.
public interface Weighed {

  /// In events as they are remembered, of 1 to 2 KB each; at least 1.
  int weight();
}
