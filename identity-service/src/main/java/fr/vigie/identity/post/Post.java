package fr.vigie.identity.post;

import io.smallrye.mutiny.Uni;

/// Takes letters away.
public interface Post {

  /// Sends one. Done: whoever carries it has it.
  Uni<Void> send(Letter letter);
}
