package fr.vigie.kit;

import io.quarkiverse.resteasy.problem.HttpProblem;
import java.net.URI;

/// Errors as RFC 9457 problem details: a stable type for programs, a sentence for people, nothing
/// secret.
public final class Problems {

  private Problems() {}

  /// A problem to throw or return.
  ///
  /// @param name stable, kebab-case; becomes the type `urn:vigie:problem:<name>`
  /// @param title what is wrong, the same each time
  /// @param detail what is wrong this time, and what to do
  public static HttpProblem of(int status, String name, String title, String detail) {
    return builder(status, name, title, detail).build();
  }

  /// The same, for those who want to add to it.
  public static HttpProblem.Builder builder(int status, String name, String title, String detail) {
    return HttpProblem.builder()
        .withType(URI.create("urn:vigie:problem:" + name))
        .withStatus(status)
        .withTitle(title)
        .withDetail(detail);
  }
}
