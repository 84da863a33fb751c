package fr.vigie.identity.client;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.io.Serial;

/// A request is refused with an error that an RFC names. Says nothing a stranger may not know.
public final class OauthRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final ErrorObject error;

  /// Refused with this error.
  public OauthRefusal(ErrorObject error) {
    super(error.getCode(), null, false, false);
    this.error = error;
  }

  /// What the client is told.
  public ErrorObject error() {
    return error;
  }
}
