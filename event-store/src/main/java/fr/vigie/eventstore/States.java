package fr.vigie.eventstore;

/// The states a decision is taken on, each found again by the fold it was asked for with.
@FunctionalInterface
public interface States {

  /// What the events of the fold's boundary come to.
  <T> T of(Fold<T> fold);
}
