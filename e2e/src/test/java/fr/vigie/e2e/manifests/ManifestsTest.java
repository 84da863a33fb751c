package fr.vigie.e2e.manifests;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// What Kubernetes would be given, read back.
class ManifestsTest {

  private static final Path HOUSE = Overlay.HOUSE;
  private static final Path K8S = HOUSE.resolve("k8s");
  private static final Set<String> SERVICES =
      Set.of(
          "audit-service", "identity-service", "lockout-service", "records-service", "web-front");
  private static final String NAME = "app.kubernetes.io/name";
  private static final int MANAGEMENT = 1000;

  private final Overlay staging = Overlay.render(K8S.resolve("overlays/staging"));

  @Test
  void every_file_is_part_of_the_overlay() throws IOException {
    try (var all = Files.walk(K8S)) {
      assertThat(all.filter(file -> file.toString().endsWith(".yaml")).collect(Collectors.toSet()))
          .isEqualTo(staging.files());
    }
  }

  @Test
  void every_object_is_of_a_known_kind_stands_once_and_has_known_fields_only() {
    var read = new ArrayList<HasMetadata>();
    read.addAll(staging.all(ConfigMap.class));
    read.addAll(staging.all(Deployment.class));
    read.addAll(staging.all(Ingress.class));
    read.addAll(staging.all(Namespace.class));
    read.addAll(staging.all(NetworkPolicy.class));
    read.addAll(staging.all(PodDisruptionBudget.class));
    read.addAll(staging.all(Service.class));
    read.addAll(staging.all(ServiceAccount.class));

    assertThat(read).hasSameSizeAs(staging.objects());
    assertThat(read)
        .extracting(o -> o.getKind() + "/" + o.getMetadata().getName())
        .doesNotHaveDuplicates();
    assertThat(read)
        .allSatisfy(o -> {
          assertThat(o.getApiVersion()).isEqualTo(HasMetadata.getApiVersion(o.getClass()));
          if (!(o instanceof Namespace)) {
            assertThat(o.getMetadata().getNamespace()).isEqualTo("vigie-staging");
          }
        });
  }

  @Test
  void every_service_has_one_object_of_each_kind() {
    assertThat(names(staging.all(Deployment.class))).isEqualTo(SERVICES);
    assertThat(names(staging.all(Service.class))).isEqualTo(SERVICES);
    assertThat(names(staging.all(ServiceAccount.class))).isEqualTo(SERVICES);
    assertThat(names(staging.all(ConfigMap.class))).isEqualTo(SERVICES);
    assertThat(names(staging.all(PodDisruptionBudget.class))).isEqualTo(SERVICES);
    assertThat(names(staging.all(NetworkPolicy.class))).containsAll(SERVICES);
  }

  @Test
  void selectors_find_the_pods_of_their_own_service() {
    for (var deployment : staging.all(Deployment.class)) {
      var name = deployment.getMetadata().getName();
      var labels = deployment.getSpec().getTemplate().getMetadata().getLabels();

      assertThat(labels).containsEntry(NAME, name);
      assertThat(deployment.getSpec().getSelector().getMatchLabels()).isEqualTo(labels);
      assertThat(named(Service.class, name).getSpec().getSelector()).isEqualTo(labels);
      assertThat(named(PodDisruptionBudget.class, name).getSpec().getSelector().getMatchLabels())
          .isEqualTo(labels);
      assertThat(named(NetworkPolicy.class, name).getSpec().getPodSelector().getMatchLabels())
          .isEqualTo(labels);
      assertThat(deployment.getSpec().getTemplate().getSpec().getTopologySpreadConstraints())
          .isNotEmpty()
          .allSatisfy(
              spread -> assertThat(spread.getLabelSelector().getMatchLabels()).isEqualTo(labels));
      assertThat(deployment.getSpec().getReplicas())
          .isGreaterThan(
              named(PodDisruptionBudget.class, name).getSpec().getMinAvailable().getIntVal());
    }
  }

  @Test
  void ports_and_probes_are_those_the_services_serve() throws IOException {
    for (var deployment : staging.all(Deployment.class)) {
      var name = deployment.getMetadata().getName();
      var own = settings(name);
      var main = main(deployment);
      var ports =
          main.getPorts().stream()
              .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));

      assertThat(ports).isEqualTo(Map.of("http", port(own), "management", port(own) + MANAGEMENT));
      assertThat(own.getProperty("quarkus.management.port"))
          .isEqualTo(Integer.toString(port(own) + MANAGEMENT));
      assertThat(own.stringPropertyNames())
          .as("the probes below know no other root path")
          .doesNotContain(
              "quarkus.management.root-path",
              "quarkus.smallrye-health.root-path",
              "quarkus.http.root-path");
      assertThat(probed(main.getStartupProbe())).isEqualTo("management/q/health/started");
      assertThat(probed(main.getReadinessProbe())).isEqualTo("management/q/health/ready");
      assertThat(probed(main.getLivenessProbe())).isEqualTo("management/q/health/live");
      assertThat(named(Service.class, name).getSpec().getPorts())
          .singleElement()
          .satisfies(port -> {
            assertThat(port.getPort()).isEqualTo(port(own));
            assertThat(port.getTargetPort().getStrVal()).isEqualTo("http");
          });
    }
  }

  @Test
  void pods_are_restricted() {
    assertThat(staging.all(Namespace.class))
        .singleElement()
        .satisfies(namespace ->
            assertThat(namespace.getMetadata().getLabels())
                .containsEntry("pod-security.kubernetes.io/enforce", "restricted"));
    assertThat(staging.all(ServiceAccount.class))
        .allSatisfy(account -> assertThat(account.getAutomountServiceAccountToken()).isFalse());
    for (var deployment : staging.all(Deployment.class)) {
      var pod = pod(deployment);

      assertThat(pod.getServiceAccountName()).isEqualTo(deployment.getMetadata().getName());
      assertThat(pod.getAutomountServiceAccountToken()).isFalse();
      assertThat(pod.getHostNetwork()).isNull();
      assertThat(pod.getHostPID()).isNull();
      assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(pod.getSecurityContext().getRunAsUser()).isGreaterThan(0);
      assertThat(pod.getSecurityContext().getSeccompProfile().getType())
          .isEqualTo("RuntimeDefault");
      assertThat(pod.getVolumes()).allMatch(volume -> volume.getHostPath() == null);
      assertThat(containers(pod))
          .allSatisfy(container -> {
            var security = container.getSecurityContext();
            assertThat(security.getAllowPrivilegeEscalation()).isFalse();
            assertThat(security.getReadOnlyRootFilesystem()).isTrue();
            assertThat(security.getPrivileged()).isNull();
            assertThat(security.getRunAsUser()).isNull();
            assertThat(security.getCapabilities().getDrop()).containsExactly("ALL");
            assertThat(security.getCapabilities().getAdd()).isEmpty();
          });
    }
  }

  @Test
  void every_container_asks_for_what_it_needs_and_has_a_limit() {
    for (var deployment : staging.all(Deployment.class)) {
      assertThat(containers(pod(deployment)))
          .allSatisfy(container -> {
            var resources = container.getResources();
            for (var what : List.of("cpu", "memory")) {
              assertThat(Quantity.getAmountInBytes(resources.getRequests().get(what)))
                  .isPositive()
                  .isLessThanOrEqualTo(Quantity.getAmountInBytes(resources.getLimits().get(what)));
            }
          });
    }
  }

  @Test
  void only_the_init_container_sees_the_owners_login() {
    for (var deployment : staging.all(Deployment.class)) {
      var name = deployment.getMetadata().getName();
      var pod = pod(deployment);
      var secrets =
          pod.getVolumes().stream()
              .filter(volume -> volume.getSecret() != null)
              .collect(
                  Collectors.toMap(
                      volume -> volume.getName(), volume -> volume.getSecret().getSecretName()));

      assertThat(secrets).isEqualTo(Map.of("service", name, "owner", name + "-owner"));
      assertThat(pod.getInitContainers())
          .singleElement()
          .satisfies(init -> {
            assertThat(init.getImage()).isEqualTo(main(deployment).getImage());
            assertThat(environment(init))
                .containsEntry("QUARKUS_FLYWAY_MIGRATE_AT_START", "true")
                .containsEntry("QUARKUS_INIT_AND_EXIT", "true");
            assertThat(mounts(init)).contains("owner");
          });
      assertThat(mounts(main(deployment))).doesNotContain("owner");
      assertThat(environment(main(deployment))).containsOnlyKeys("SMALLRYE_CONFIG_LOCATIONS");
    }
  }

  @Test
  void every_settings_file_that_is_named_is_there() {
    for (var deployment : staging.all(Deployment.class)) {
      var name = deployment.getMetadata().getName();
      for (var container : containers(pod(deployment))) {
        var named =
            Set.of(
                environment(container)
                    .getOrDefault("SMALLRYE_CONFIG_LOCATIONS", "")
                    .split(",", -1));
        var there = new TreeSet<String>();
        named(ConfigMap.class, name).getData().keySet().forEach(f -> there.add("/etc/vigie/" + f));
        there.add("/run/secrets/vigie/service/service.properties");
        if (mounts(container).contains("owner")) {
          there.add("/run/secrets/vigie/owner/owner.properties");
        }
        assertThat(named).isEqualTo(there);
      }
    }
  }

  @Test
  void no_secret_stands_in_a_manifest() throws IOException {
    assertThat(staging.objects()).noneMatch(o -> o.path("kind").asText().equals("Secret"));
    for (var map : staging.all(ConfigMap.class)) {
      for (var text : map.getData().values()) {
        var settings = new Properties();
        settings.load(new StringReader(text));
        assertThat(settings.stringPropertyNames())
            .noneMatch(key -> key.matches(".*(password|secret|-key|service-keys).*"));
      }
    }
  }

  @Test
  void settings_are_those_of_the_service_and_of_the_place() throws IOException {
    for (var map : staging.all(ConfigMap.class)) {
      var settings = new Properties();
      for (var text : map.getData().values()) {
        settings.load(new StringReader(text));
      }
      assertThat(settings.getProperty("quarkus.datasource.username"))
          .isEqualTo(
              settings(map.getMetadata().getName())
                  .getProperty("quarkus.flyway.placeholders.service_role"));
      assertThat(settings.values())
          .noneMatch(value -> value.toString().contains("//vigie.example"));
      for (var value : settings.values()) {
        for (var other : SERVICES) {
          if (value.toString().startsWith("http://" + other + ":")) {
            var door = URI.create(value.toString());
            assertThat(door.getPort()).as(value.toString()).isEqualTo(port(settings(other)));
          }
        }
      }
    }
  }

  @Test
  void nothing_passes_but_what_a_policy_names() {
    var deny = named(NetworkPolicy.class, "deny-all").getSpec();
    assertThat(deny.getPodSelector().getMatchLabels()).isEmpty();
    assertThat(deny.getPodSelector().getMatchExpressions()).isEmpty();
    assertThat(deny.getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
    assertThat(deny.getIngress()).isEmpty();
    assertThat(deny.getEgress()).isEmpty();

    for (var policy : staging.all(NetworkPolicy.class)) {
      assertThat(policy.getSpec().getEgress())
          .allSatisfy(rule -> {
            assertThat(rule.getTo()).isNotEmpty().allMatch(ManifestsTest::names);
            assertThat(rule.getPorts()).isNotEmpty();
          });
      assertThat(policy.getSpec().getIngress())
          .allSatisfy(rule -> {
            assertThat(rule.getFrom()).isNotEmpty().allMatch(ManifestsTest::names);
            assertThat(rule.getPorts()).isNotEmpty();
          });
    }
  }

  @Test
  void the_flows_are_these_and_both_ends_agree() {
    var leaving = new TreeSet<String>();
    var entering = new TreeSet<String>();
    for (var service : SERVICES) {
      var policy = named(NetworkPolicy.class, service).getSpec();
      policy
          .getEgress()
          .forEach(rule ->
              rule.getTo().stream()
                  .filter(ManifestsTest::isOurs)
                  .forEach(to ->
                      rule.getPorts()
                          .forEach(port ->
                              leaving.add(
                                  service + " -> " + peer(to) + ":" + number(peer(to), port)))));
      policy
          .getIngress()
          .forEach(rule ->
              rule.getFrom().stream()
                  .filter(ManifestsTest::isOurs)
                  .forEach(from ->
                      rule.getPorts()
                          .forEach(port ->
                              entering.add(
                                  peer(from) + " -> " + service + ":" + number(service, port)))));
    }

    assertThat(leaving)
        .isEqualTo(entering)
        .containsExactlyInAnyOrder(
            "audit-service -> identity-service:8081",
            "identity-service -> lockout-service:8084",
            "identity-service -> web-front:8080",
            "lockout-service -> identity-service:8081",
            "records-service -> identity-service:8081",
            "web-front -> audit-service:8083",
            "web-front -> identity-service:8081",
            "web-front -> lockout-service:8084",
            "web-front -> records-service:8082");
  }

  @Test
  void the_two_doors_of_the_house_lead_to_services_that_expect_visitors() {
    var behind = new TreeSet<String>();
    for (var ingress : staging.all(Ingress.class)) {
      assertThat(ingress.getSpec().getTls()).isNotEmpty();
      ingress
          .getSpec()
          .getRules()
          .forEach(rule ->
              rule.getHttp()
                  .getPaths()
                  .forEach(path -> {
                    assertThat(path.getBackend().getService().getPort().getName())
                        .isEqualTo("http");
                    behind.add(path.getBackend().getService().getName());
                  }));
    }

    assertThat(behind).containsExactly("identity-service", "web-front");
    for (var service : SERVICES) {
      var visited =
          named(NetworkPolicy.class, service).getSpec().getIngress().stream()
              .flatMap(rule -> rule.getFrom().stream())
              .anyMatch(from ->
                  from.getNamespaceSelector() != null
                      && from.getNamespaceSelector().getMatchLabels().containsValue("ingress"));
      assertThat(visited).as(service).isEqualTo(behind.contains(service));
    }
  }

  @Test
  void images_have_a_tag_of_the_place_and_no_registry() {
    for (var deployment : staging.all(Deployment.class)) {
      assertThat(containers(pod(deployment)))
          .allSatisfy(container ->
              assertThat(container.getImage())
                  .isEqualTo("vigie/" + deployment.getMetadata().getName() + ":staging"));
    }
  }

  private static boolean isOurs(NetworkPolicyPeer peer) {
    return peer.getNamespaceSelector() == null;
  }

  private static boolean names(NetworkPolicyPeer peer) {
    return peer.getIpBlock() == null
        && ((peer.getPodSelector() != null && !peer.getPodSelector().getMatchLabels().isEmpty())
            || (peer.getNamespaceSelector() != null
                && !peer.getNamespaceSelector().getMatchLabels().isEmpty()));
  }

  private static String peer(NetworkPolicyPeer peer) {
    return peer.getPodSelector().getMatchLabels().getOrDefault(NAME, "nobody");
  }

  private int number(String service, NetworkPolicyPort port) {
    if (port.getPort().getIntVal() != null) {
      return port.getPort().getIntVal();
    }
    return main(named(Deployment.class, service)).getPorts().stream()
        .filter(named -> named.getName().equals(port.getPort().getStrVal()))
        .findAny()
        .orElseThrow()
        .getContainerPort();
  }

  private static int port(Properties settings) {
    return Integer.parseInt(settings.getProperty("quarkus.http.port"));
  }

  private static String probed(Probe probe) {
    return probe.getHttpGet().getPort().getStrVal() + probe.getHttpGet().getPath();
  }

  private static PodSpec pod(Deployment deployment) {
    return deployment.getSpec().getTemplate().getSpec();
  }

  private static Container main(Deployment deployment) {
    assertThat(pod(deployment).getContainers()).hasSize(1);
    return pod(deployment).getContainers().getFirst();
  }

  private static List<Container> containers(PodSpec pod) {
    var all = new ArrayList<>(pod.getInitContainers());
    all.addAll(pod.getContainers());
    return all;
  }

  private static Map<String, String> environment(Container container) {
    var environment = new TreeMap<String, String>();
    container
        .getEnv()
        .forEach(variable -> environment.put(variable.getName(), variable.getValue()));
    return environment;
  }

  private static List<String> mounts(Container container) {
    return container.getVolumeMounts().stream().map(mount -> mount.getName()).toList();
  }

  private <T extends HasMetadata> T named(Class<T> type, String name) {
    return staging.all(type).stream()
        .filter(object -> object.getMetadata().getName().equals(name))
        .findAny()
        .orElseThrow(() -> new AssertionError("no " + type.getSimpleName() + " " + name));
  }

  private static Set<String> names(List<? extends HasMetadata> objects) {
    return objects.stream().map(o -> o.getMetadata().getName()).collect(Collectors.toSet());
  }

  private static Properties settings(String service) throws IOException {
    var settings = new Properties();
    var file = HOUSE.resolve(service).resolve("src/main/resources/application.properties");
    try (var in = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      settings.load(in);
    }
    return settings;
  }
}
