package fr.vigie.front.page;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import java.util.regex.Pattern;

/// One page holds all screens, and its script reads the address: whatever is no file, no call and
/// no sign-in is that page.
final class Screens {

  // Letters, digits, - and _ between slashes: a name with a dot is a file, there or not.
  private static final Pattern SCREEN = Pattern.compile("(/[A-Za-z0-9_-]+)+/?");
  private static final Pattern OTHER =
      Pattern.compile("/(api|own|q|assets|sign-in|sign-out)(/.*)?");

  Screens() {}

  static void install(@Observes Router router) {
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(Screens::show);
  }

  private static void show(RoutingContext context) {
    if (isScreen(context.normalizedPath())) {
      context.reroute("/index.html");
    } else {
      context.next();
    }
  }

  static boolean isScreen(String path) {
    return SCREEN.matcher(path).matches() && !OTHER.matcher(path).matches();
  }
}
