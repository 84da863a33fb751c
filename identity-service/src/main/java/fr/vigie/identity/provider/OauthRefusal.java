package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.ErrorObject;
import java.io.Serial;

/// A request is refused with an error that an RFC names. Says nothing a stranger may not know.
final class OauthRefusal extends Exception {

  @Serial private static final long serialVersionUID = 1;

  private final ErrorObject error;

  OauthRefusal(ErrorObject error) {
    super(error.getCode(), null, false, false);
    this.error = error;
  }

  ErrorObject error() {
    return error;
  }
}
