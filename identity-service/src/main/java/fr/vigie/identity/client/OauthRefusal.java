package fr.vigie.identity.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.OAuth2Error;
import java.io.Serial;
import java.util.Optional;

/// A request is refused with an error that an RFC names. Says nothing a stranger may not know.
public final class OauthRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final transient ErrorObject error;
  private final transient Optional<String> reason;

  /// Refused with this error, and the event says the same. A nonce that is asked for is the way a
  /// proof begins (RFC 9449, 8): nothing to record.
  public OauthRefusal(ErrorObject error) {
    super(error.getCode(), null, false, false);
    this.error = error;
    this.reason =
        error.equals(OAuth2Error.USE_DPOP_NONCE)
            ? Optional.empty()
            : Optional.of(
                error.getCode() == null ? "invalid-request" : error.getCode().replace('_', '-'));
  }

  /// Refused with this error, and the event says more.
  ///
  /// @param reason one word
  public OauthRefusal(ErrorObject error, String reason) {
    super(error.getCode(), null, false, false);
    this.error = error;
    this.reason = Optional.of(reason);
  }

  /// What the client is told.
  public ErrorObject error() {
    return error;
  }

  /// What the event says, if there is to be one.
  public Optional<String> reason() {
    return reason;
  }
}
