package fr.vigie.e2e.manifests;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.Serial;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// An overlay as Kustomize renders it, for the few things our overlays do: resources, a namespace,
/// patches that merge maps, image tags. Anything else in a kustomization is an error here, so that
/// what is tested is what is applied.
final class Overlay {

  /// The root of the repository; modules are tested in their own folder.
  static final Path HOUSE = Path.of("..").toAbsolutePath().normalize();

  private static final Set<String> KNOWN =
      Set.of("apiVersion", "kind", "namespace", "resources", "patches", "images");

  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .annotationIntrospector(new NothingBeside())
          .build();

  /// The API's types take unknown fields in and keep them; here they are errors.
  private static final class NothingBeside extends JacksonAnnotationIntrospector {

    @Serial private static final long serialVersionUID = 1;

    @Override
    public Boolean hasAnySetter(Annotated ignored) {
      return false;
    }
  }

  private final List<ObjectNode> objects = new ArrayList<>();
  private final Set<Path> files = new TreeSet<>();

  private Overlay() {}

  static Overlay render(Path folder) {
    var overlay = new Overlay();
    overlay.include(folder.normalize());
    return overlay;
  }

  /// Every file that went in.
  Set<Path> files() {
    return files;
  }

  List<ObjectNode> objects() {
    return objects;
  }

  /// The objects of a kind, each field of which is known to the API.
  <T> List<T> all(Class<T> type) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(type.getSimpleName()))
        .map(object -> {
          try {
            return YAML.treeToValue(object, type);
          } catch (IOException e) {
            throw new UncheckedIOException(object.path("metadata").toString(), e);
          }
        })
        .toList();
  }

  private void include(Path folder) {
    var file = folder.resolve("kustomization.yaml");
    var kustomization = read(file);
    var fields = new TreeSet<String>();
    kustomization.fieldNames().forEachRemaining(fields::add);
    if (!KNOWN.containsAll(fields)) {
      throw new IllegalArgumentException(file + " does what this test cannot: " + fields);
    }
    for (var resource : kustomization.path("resources")) {
      var path = folder.resolve(resource.asText()).normalize();
      if (Files.isDirectory(path)) {
        include(path);
      } else {
        objects.add((ObjectNode) read(path));
      }
    }
    for (var patch : kustomization.path("patches")) {
      merge(read(folder.resolve(patch.path("path").asText())));
    }
    var tags = new TreeMap<String, String>();
    kustomization
        .path("images")
        .forEach(image -> tags.put(image.path("name").asText(), image.path("newTag").asText()));
    if (kustomization.has("namespace")) {
      objects.stream()
          .filter(object -> !object.path("kind").asText().equals("Namespace"))
          .forEach(object ->
              ((ObjectNode) object.path("metadata"))
                  .set("namespace", kustomization.path("namespace")));
    }
    objects.forEach(object -> tag(object, tags));
  }

  private void merge(JsonNode patch) {
    var target =
        objects.stream()
            .filter(object -> object.path("kind").equals(patch.path("kind")))
            .filter(object -> object.at("/metadata/name").equals(patch.at("/metadata/name")))
            .findAny()
            .orElseThrow(() -> new IllegalArgumentException("patches nothing: " + patch));
    merge(target, (ObjectNode) patch);
  }

  private static void merge(ObjectNode target, ObjectNode patch) {
    patch
        .properties()
        .forEach(field -> {
          if (field.getValue() instanceof ObjectNode inner
              && target.path(field.getKey()) instanceof ObjectNode into) {
            merge(into, inner);
          } else {
            target.set(field.getKey(), field.getValue());
          }
        });
  }

  private static void tag(JsonNode node, Map<String, String> tags) {
    if (node instanceof ObjectNode object && object.path("image").isTextual()) {
      var name = object.path("image").asText().split(":", -1)[0];
      if (tags.containsKey(name)) {
        object.put("image", name + ":" + tags.get(name));
      }
    }
    node.forEach(child -> tag(child, tags));
  }

  private JsonNode read(Path file) {
    files.add(file.normalize());
    return yaml(file);
  }

  /// A YAML file as a tree; a key that stands twice is an error.
  static JsonNode yaml(Path file) {
    try {
      return YAML.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }
}
