package fr.vigie.identity.platform;

import fr.vigie.kit.Callers;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/// Reads the trail of the request that is being answered. To be asked before the request's thread
/// is left.
@ApplicationScoped
public class Trails {

  private static final int LONGEST_COOKIE = 1024;

  private final Callers callers;
  private final HttpServerRequest request;

  Trails(Callers callers, HttpServerRequest request) {
    this.callers = callers;
    this.request = request;
  }

  public Trail current() {
    var device =
        Optional.ofNullable(request.getCookie(Cookies.DEVICE))
            .map(Cookie::getValue)
            .filter(value -> value.length() <= LONGEST_COOKIE);
    return new Trail(callers.network(), callers.correlation(), device);
  }
}
