package fr.vigie.identity.platform;

import io.smallrye.mutiny.Uni;
import io.vertx.sqlclient.DatabaseException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;

/// How long an answer may take. A database or a service that hangs is as good as one that is away,
/// and is to be answered like one.
public final class Patience {

  /// When to come again where something we need is away: what has died has been started anew by
  /// then.
  public static final Duration AWAY = Duration.ofSeconds(30);

  /// When to come again where too many are here at once: a full queue is worked off by then.
  public static final Duration BUSY = Duration.ofSeconds(5);

  private static final Duration QUESTION = Duration.ofSeconds(5);
  // A sign-in may have to wait its turn with the hashers.
  private static final Duration SIGN_IN = Duration.ofSeconds(15);

  private Patience() {}

  /// Whether it is the database that is away: it says so, or says nothing because nobody is there.
  public static boolean isAway(Throwable failure) {
    return failure instanceof DatabaseException || failure instanceof IOException;
  }

  /// The answer, with a word to machines when to come again.
  public static Response later(Response answer, Duration after) {
    return Response.fromResponse(answer).header(HttpHeaders.RETRY_AFTER, after.toSeconds()).build();
  }

  /// Fails where the answer takes longer than a few questions to the database do.
  public static <T> Uni<T> withQuestions(Uni<T> answer) {
    return answer.ifNoItem().after(QUESTION).fail();
  }

  /// Fails where the answer takes longer than a sign-in does.
  public static <T> Uni<T> withSignIn(Uni<T> answer) {
    return answer.ifNoItem().after(SIGN_IN).fail();
  }
}
