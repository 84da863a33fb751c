package fr.vigie.identity.page;

import fr.vigie.identity.client.Refusals;
import fr.vigie.identity.platform.Trails;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;

/// Has forms that were not filled in on a page of ours in this browser leave an event.
@ApplicationScoped
public class ForgedForms {

  private final Pages pages;
  private final Refusals refusals;
  private final Trails trails;

  ForgedForms(Pages pages, Refusals refusals, Trails trails) {
    this.pages = pages;
    this.refusals = refusals;
    this.trails = trails;
  }

  /// Notes one, which is not taken. To be asked before the request's thread is left.
  ///
  /// @param page which it was sent to; one of a few words
  public Uni<Void> note(String page, HttpHeaders headers) {
    // What lies open in a window for too long looks like the second.
    var reason = pages.isFromUs(headers) ? "form-of-another-browser" : "form-from-elsewhere";
    return refusals.note(null, page, reason, trails.current());
  }
}
