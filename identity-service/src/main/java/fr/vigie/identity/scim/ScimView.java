package fr.vigie.identity.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Which attributes of a resource are shown (RFC 7644, 3.9): those that are named, or all but those
/// that are. What a resource is and what it is called always are. A part of an attribute stands for
/// the whole of it.
final class ScimView {

  /// Of everything.
  static final ScimView ALL = new ScimView(Set.of(), Set.of());

  private static final Set<String> ALWAYS = Set.of("schemas", "id");

  // In lower case; empty: all.
  private final Set<String> only;
  private final Set<String> not;

  private ScimView(Set<String> only, Set<String> not) {
    this.only = only;
    this.not = not;
  }

  static ScimView of(@Nullable String attributes, @Nullable String excluded) {
    return new ScimView(names(attributes), names(excluded));
  }

  private static Set<String> names(@Nullable String list) {
    return Optional.ofNullable(list).stream()
        .flatMap(all -> Arrays.stream(all.split(",", -1)))
        .map(name -> name.strip().toLowerCase(Locale.ROOT))
        .filter(name -> !name.isEmpty())
        .map(ScimView::top)
        .collect(Collectors.toUnmodifiableSet());
  }

  // Attributes of the core stand in the resource itself, those of an extension under its name.
  private static String top(String name) {
    var extension = ScimJson.ENTERPRISE.toLowerCase(Locale.ROOT);
    if (name.startsWith(extension)) {
      return extension;
    }
    var plain = name.startsWith("urn:") ? name.substring(name.lastIndexOf(':') + 1) : name;
    return plain.split("\\.", 2)[0];
  }

  ObjectNode of(ObjectNode resource) {
    var shown = resource.deepCopy();
    resource
        .properties()
        .forEach(property -> {
          var name = property.getKey().toLowerCase(Locale.ROOT);
          if (!ALWAYS.contains(name)
              && (not.contains(name) || (!only.isEmpty() && !only.contains(name)))) {
            shown.remove(property.getKey());
          }
        });
    return shown;
  }
}
