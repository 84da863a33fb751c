package fr.vigie.identity.signin;

import fr.vigie.identity.page.Notices;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.provider.Asking;
import fr.vigie.identity.provider.Askings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// Finds the journey a browser is on, and the application's request it is for.
@ApplicationScoped
class AskedJourneys {

  /// What to do with both.
  interface ForJourney {
    Uni<Response> answer(Opaque secret, Journeys.Journey journey, Asking asking);
  }

  private final Journeys journeys;
  private final Askings askings;
  private final Notices notices;

  AskedJourneys(Journeys journeys, Askings askings, Notices notices) {
    this.journeys = journeys;
    this.askings = askings;
    this.notices = notices;
  }

  Uni<Response> with(
      @Nullable String journey, @Nullable String visit, HttpHeaders headers, ForJourney then) {
    if (journey == null || visit == null) {
      return notices.stale(headers);
    }
    var secret = new Opaque(journey);
    return notices.guarded(
        journeys
            .find(secret)
            .flatMap(found ->
                found.isEmpty()
                    ? notices.stale(headers)
                    : askings
                        .find(found.get().request(), visit)
                        .flatMap(asking ->
                            asking.isEmpty()
                                ? notices.stale(headers)
                                : then.answer(secret, found.get(), asking.get()))),
        headers);
  }
}
