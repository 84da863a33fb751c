package fr.vigie.identity.page;

import fr.vigie.identity.platform.Keyed;
import fr.vigie.identity.platform.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/// Forms that only the browser they were sent to can send back: each bears a token made from a
/// cookie that no page can read.
@ApplicationScoped
public class Forms {

  private final Pages pages;

  Forms(Pages pages) {
    this.pages = pages;
  }

  /// The token of a form.
  ///
  /// @param cookie what the browser holds
  /// @param form which form it is
  public String token(String cookie, String form) {
    return Keyed.code(cookie.getBytes(StandardCharsets.UTF_8), "form:" + form);
  }

  /// Whether a form was filled in on a page of ours, by the browser it was sent to. Its token is in
  /// the field `csrf`.
  public boolean isOurs(HttpHeaders headers, Parameters fields, String cookie, String form) {
    return pages.isFromUs(headers)
        && MessageDigest.isEqual(
            token(cookie, form).getBytes(StandardCharsets.UTF_8),
            fields.one("csrf").orElse("").getBytes(StandardCharsets.UTF_8));
  }
}
