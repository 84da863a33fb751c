package fr.vigie.identity.platform;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/// How long an answer may take. A database or a service that hangs is as good as one that is away,
/// and is to be answered like one.
public final class Patience {

  private static final Duration QUESTION = Duration.ofSeconds(5);
  // A sign-in may have to wait its turn with the hashers.
  private static final Duration SIGN_IN = Duration.ofSeconds(15);

  private Patience() {}

  /// Fails where the answer takes longer than a few questions to the database do.
  public static <T> Uni<T> withQuestions(Uni<T> answer) {
    return answer.ifNoItem().after(QUESTION).fail();
  }

  /// Fails where the answer takes longer than a sign-in does.
  public static <T> Uni<T> withSignIn(Uni<T> answer) {
    return answer.ifNoItem().after(SIGN_IN).fail();
  }
}
