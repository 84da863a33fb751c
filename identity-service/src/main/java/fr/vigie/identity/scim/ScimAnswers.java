package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.vigie.eventstore.StoreUnavailableException;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Patience;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Answers in SCIM's own words, errors too, and which version of a resource is meant (RFC 7644,
/// 3.14).
@ApplicationScoped
class ScimAnswers {

  private static final int VERSION_BYTES = 16;

  static Response ok(ObjectNode resource) {
    return Response.ok(resource.toString(), ScimJson.MEDIA_TYPE)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .build();
  }

  /// A resource with its version, or as much of it as is wanted.
  static Response ok(ObjectNode resource, ScimView view) {
    return Response.fromResponse(ok(view.of(versioned(resource))))
        .header(HttpHeaders.ETAG, version(resource))
        .build();
  }

  /// The same, where it is another than the one that is known already.
  static Response ok(ObjectNode resource, ScimView view, @Nullable String known) {
    return known != null && isNamed(known, resource)
        ? Response.notModified().header(HttpHeaders.ETAG, version(resource)).build()
        : ok(resource, view);
  }

  static ObjectNode versioned(ObjectNode resource) {
    var node = resource.deepCopy();
    node.withObjectProperty("meta").put("version", version(resource));
    return node;
  }

  /// Goes on where the directory means the resource as it is now.
  ///
  /// @throws ScimError where it means an older one
  static ObjectNode require(@Nullable String meant, ObjectNode now) {
    if (meant != null && !isNamed(meant, now)) {
      throw ScimError.changed();
    }
    return now;
  }

  private static boolean isNamed(String versions, ObjectNode resource) {
    var strong = version(resource).substring("W/".length());
    return Arrays.stream(versions.split(",", -1))
        .map(String::strip)
        .anyMatch(one -> one.equals("*") || one.equals(strong) || one.equals("W/" + strong));
  }

  // Weak: the same resource, not the same bytes.
  private static String version(ObjectNode resource) {
    var digest = Arrays.copyOf(new Opaque(resource.toString()).digest(), VERSION_BYTES);
    return "W/\"" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest) + '"';
  }

  Uni<Response> guarded(Supplier<Uni<Response>> work) {
    return Uni.createFrom()
        .deferred(work::get)
        .onFailure(ScimError.class)
        .recoverWithItem(failure -> refused(failure))
        .onFailure(Patience::isAway)
        .transform(away -> new StoreUnavailableException("users cannot be read", away));
  }

  /// A number of a query.
  ///
  /// @throws ScimError where it is none
  static int number(@Nullable String text, int otherwise) {
    try {
      return Optional.ofNullable(text).map(Integer::parseInt).orElse(otherwise);
    } catch (NumberFormatException _) {
      throw ScimError.invalid("startIndex and count are numbers.");
    }
  }

  static Response refused(ScimError error) {
    return Response.status(error.status())
        .entity(ScimJson.error(error).toString())
        .type(ScimJson.MEDIA_TYPE)
        .build();
  }
}
