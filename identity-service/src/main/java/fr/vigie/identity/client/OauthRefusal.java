package fr.vigie.identity.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request is refused with an error that an RFC names. Says nothing a stranger may not know.
public final class OauthRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final transient ErrorObject error;
  private final @Nullable String reason;

  /// Refused with this error: somebody's mistake, and nothing to record.
  public OauthRefusal(ErrorObject error) {
    super(error.getCode(), null, false, false);
    this.error = error;
    this.reason = null;
  }

  /// Refused with this error, and worth an event.
  ///
  /// @param reason one word
  public OauthRefusal(ErrorObject error, String reason) {
    super(error.getCode(), null, false, false);
    this.error = error;
    this.reason = reason;
  }

  /// What the client is told.
  public ErrorObject error() {
    return error;
  }

  Optional<String> reason() {
    return Optional.ofNullable(reason);
  }
}
