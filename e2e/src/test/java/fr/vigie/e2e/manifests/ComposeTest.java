package fr.vigie.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.vigie.contracts.Topics;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The suite in containers, read back.
class ComposeTest {

  private static final Path HOUSE = Overlay.HOUSE;
  private static final Path DEPLOY = HOUSE.resolve("deploy");

  private final JsonNode compose = Overlay.yaml(DEPLOY.resolve("compose.yaml"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit-service",
        "identity-service",
        "lockout-service",
        "records-service",
        "web-front"
      })
  void a_service_is_migrated_by_the_owner_before_it_serves_without_that_login(String name)
      throws IOException {
    var serving = compose.at("/services/" + name);
    var migrating = compose.at("/services/" + name + "-migrate");

    assertThat(serving.at("/depends_on/" + name + "-migrate/condition").asText())
        .isEqualTo("service_completed_successfully");
    assertThat(migrating.path("image")).isEqualTo(serving.path("image"));
    assertThat(migrating.at("/environment/QUARKUS_INIT_AND_EXIT").asText()).isEqualTo("true");
    assertThat(migrating.at("/environment/QUARKUS_FLYWAY_MIGRATE_AT_START").asText())
        .isEqualTo("true");
    assertThat(serving.path("environment").size()).isEqualTo(1);
    assertThat(texts(serving.path("secrets"), "source")).containsExactly(name);
    assertThat(texts(migrating.path("secrets"), "source"))
        .containsExactlyInAnyOrder(name, name + "-owner");
    for (var part : List.of(serving, migrating)) {
      assertThat(locations(part)).isEqualTo(mounted(part));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "audit-service",
        "identity-service",
        "lockout-service",
        "records-service",
        "web-front"
      })
  void a_service_is_locked_down_and_only_the_two_doors_are_published(String name)
      throws IOException {
    var serving = compose.at("/services/" + name);
    var port = own(name).getProperty("quarkus.http.port");
    var isDoor = Set.of("identity-service", "web-front").contains(name);

    // `<<` is YAML's own merge, which this reader leaves for us to follow.
    var locked = compose.path("x-service");
    assertThat(locked.path("read_only").asBoolean()).isTrue();
    assertThat(locked.path("user").asText()).isEqualTo("10001:10001");
    assertThat(locked.path("cap_drop").get(0).asText()).isEqualTo("ALL");
    assertThat(locked.path("mem_limit").asText()).isEqualTo("512m");
    assertThat(Files.readString(DEPLOY.resolve("compose.yaml")))
        .contains("\n  " + name + ":\n    <<: *service\n")
        .contains("\n  " + name + "-migrate:\n    <<: *service\n");
    assertThat(serving.at("/build/context").asText()).isEqualTo("../" + name);
    assertThat(serving.path("ports").size()).isEqualTo(isDoor ? 1 : 0);
    if (isDoor) {
      assertThat(serving.path("ports").get(0).asText()).isEqualTo("127.0.0.1:" + port + ":" + port);
    }
  }

  @Test
  void every_secret_and_setting_is_a_file_and_no_secret_is_in_the_repository() throws IOException {
    for (var secret : compose.path("secrets")) {
      assertThat(secret.path("file").asText()).startsWith("secrets/");
    }
    assertThat(Files.readString(DEPLOY.resolve(".gitignore"))).contains("secrets/");
    for (var config : compose.path("configs")) {
      var settings = new Properties();
      var text = Files.readString(DEPLOY.resolve(config.path("file").asText()));
      settings.load(new StringReader(text));
      assertThat(settings.stringPropertyNames())
          .isNotEmpty()
          .noneMatch(key -> key.matches(".*(password|secret|-key|service-keys).*"));
    }
  }

  @Test
  void compose_and_cluster_tell_a_service_the_same_settings() throws IOException {
    for (var service :
        List.of("audit-service", "lockout-service", "records-service", "web-front")) {
      var here = Files.readString(DEPLOY.resolve("settings/" + service + ".properties"));
      var there =
          Overlay.yaml(HOUSE.resolve("k8s/base/" + service + "/configmap.yaml"))
              .at("/data/settings.properties")
              .asText();
      assertThat(names(here)).containsAll(names(there));
    }
  }

  @Test
  void the_topics_are_those_of_the_contracts() throws IOException {
    var made = new TreeMap<String, String>();
    for (var line : Files.readAllLines(DEPLOY.resolve("kafka/make-topics.sh"))) {
      if (line.startsWith("topic vigie.")) {
        var words = line.split(" ", 3);
        made.put(words[1], words[2]);
      }
    }
    var wanted = new TreeMap<String, String>();
    for (var topic : Topics.ALL) {
      wanted.put(topic.name(), topic.partitions() + (topic.compacted() ? " compact" : ""));
    }

    assertThat(made).isEqualTo(wanted);
  }

  private static Set<String> locations(JsonNode part) {
    return Set.of(part.at("/environment/SMALLRYE_CONFIG_LOCATIONS").asText().split(",", -1));
  }

  private static Set<String> mounted(JsonNode part) {
    var mounted = new TreeSet<String>();
    part.path("configs").forEach(config -> mounted.add(config.path("target").asText()));
    part.path("secrets")
        .forEach(secret -> mounted.add("/run/secrets/" + secret.path("target").asText()));
    return mounted;
  }

  private static List<String> texts(JsonNode list, String field) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(entry -> entry.path(field).asText())
        .toList();
  }

  private static Set<String> names(String settings) throws IOException {
    var read = new Properties();
    read.load(new StringReader(settings));
    return Map.copyOf(read).keySet().stream().map(Object::toString).collect(Collectors.toSet());
  }

  private static Properties own(String service) throws IOException {
    var settings = new Properties();
    var file = HOUSE.resolve(service).resolve("src/main/resources/application.properties");
    settings.load(new StringReader(Files.readString(file)));
    return settings;
  }
}
