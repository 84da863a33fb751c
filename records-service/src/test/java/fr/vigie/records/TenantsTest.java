package fr.vigie.records;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.privacy.ThreePersons;
import fr.vigie.testkit.Endpoint;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// R56, ATTACKS 21: France Travail and 98 Cap emploi are tenants. Each Cap emploi asks for persons
/// whom another organisation follows, at every endpoint that the OpenAPI page names, with questions
/// that are in order and with every role that there is. An endpoint that comes tomorrow fails here
/// until it is asked in order.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class TenantsTest {

  private static final int HANDS = 8;
  private static final List<String> TENANTS =
      IntStream.rangeClosed(1, 98).mapToObj("CE-%02d"::formatted).toList();
  private static final String[] EVERY_ROLE = {"advisor", "manager", "privacy-officer"};

  @TestHTTPResource String service = "";

  @TestHTTPResource(value = "/openapi?format=json", management = true)
  String page = "";

  @Inject Pool pool;

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  @Test
  void whom_another_organisation_follows_is_nobody_at_every_endpoint() throws Exception {
    var endpoints = Endpoint.all(page);
    var owned = List.of(Owned.by("FT", 97_001), Owned.by("CE-50", 97_002));
    var nobody = Owned.nobody(97_999);

    var asked = new ArrayList<Callable<Void>>();
    for (var tenant : TENANTS) {
      for (var endpoint : endpoints) {
        // Each endpoint is asked for one of France Travail's by half of the tenants, and for one of
        // another Cap emploi's by the others.
        var one = owned.get((TENANTS.indexOf(tenant) + endpoints.indexOf(endpoint)) % 2);
        var theirs = one.organisation().equals(tenant) ? owned.getFirst() : one;
        asked.add(() -> {
          var token = token(tenant, EVERY_ROLE);
          var answer = ask(endpoint, theirs, tenant, token);
          var nobodys = ask(endpoint, nobody, tenant, token(tenant, EVERY_ROLE));
          assertThat(answer.statusCode())
              .as("%s of %s: %s", endpoint, tenant, answer.body())
              .isEqualTo(nobodys.statusCode())
              .isLessThan(500);
          assertThat(bare(answer)).as("%s of %s", endpoint, tenant).isEqualTo(bare(nobodys));
          assertThat(answer.body())
              .doesNotContain("Zyxquent", "Wabrielle", "Vuquempoix", theirs.person().toString());
          return null;
        });
      }
    }
    all(asked);

    for (var theirs : owned) {
      assertThat(by(theirs)).as("events of strangers about %s", theirs.person()).isZero();
      Door.open(theirs.token("advisor"), theirs.person()).then().statusCode(200);
    }
  }

  @Test
  void what_a_manager_grants_within_a_tenant_opens_nothing_of_another() throws Exception {
    var theirs = Owned.by("FT", 97_003);

    var asked = new ArrayList<Callable<Void>>();
    for (var tenant : TENANTS) {
      asked.add(() -> {
        var advisor =
            new Person(UUID.randomUUID().toString(), "x", tenant, tenant, List.of("advisor"));
        var token = TestIssuer.running().token(advisor);
        for (var right : List.of("shifts", "replacements", "designations")) {
          var body = Questions.right(right, advisor.account(), theirs.follower());
          ThreePersons.post(token(tenant, "manager"), "/v1/" + right, body).then().statusCode(200);
        }
        Door.open(token, theirs.person()).then().statusCode(404);
        Door.history(token, theirs.person(), "").then().statusCode(404);
        FileDoor.put(token, theirs.person(), "contact", FileDoor.CONTACT).then().statusCode(404);
        assertThat(
                ThreePersons.post(token, "/v1/search", "{\"number\":\"" + theirs.number() + "\"}")
                    .jsonPath()
                    .getList("entries"))
            .isEmpty();
        return null;
      });
    }
    all(asked);
  }

  // What takes three persons takes three of whoever answers for the person.
  @Test
  void three_of_a_tenant_neither_copy_nor_take_nor_erase_whom_another_follows() throws Exception {
    var theirs = Owned.by("FT", 97_004);

    var asked = new ArrayList<Callable<Void>>();
    for (var tenant : TENANTS) {
      asked.add(() -> {
        var officer = token(tenant, "privacy-officer");
        var order = Questions.ordered(officer, theirs.person());
        var made =
            ThreePersons.post(
                officer,
                "/v1/exports",
                "{\"order\":\"%s\",\"approval\":\"%s\"}"
                    .formatted(order, agreed(tenant, officer, "export", order)));
        made.then().statusCode(200);
        assertThat(made.jsonPath().getList("files")).isEmpty();
        ThreePersons.post(
                officer,
                "/v1/persons/erasures",
                "{\"person\":\"%s\",\"approval\":\"%s\"}"
                    .formatted(theirs.person(), agreed(tenant, officer, "erase", theirs.person())))
            .then()
            .statusCode(403);
        return null;
      });
    }
    all(asked);

    Door.open(theirs.token("advisor"), theirs.person()).then().statusCode(200);
    // France Travail keeps all files: its officer has a copy of a Cap emploi's person.
    var capEmplois = Owned.by("CE-50", 97_005);
    for (var officer : List.of(token("FT", "privacy-officer"), token("CE-50", "privacy-officer"))) {
      ThreePersons.post(officer, "/v1/persons/copies", capEmplois.named()).then().statusCode(200);
    }
  }

  private static String agreed(String tenant, String asker, String matter, UUID subject) {
    var approval = ThreePersons.asked(asker, matter, subject);
    for (var times = 0; times < 2; times++) {
      ThreePersons.agree(token(tenant, "manager"), approval).then().statusCode(200);
    }
    return approval;
  }

  private HttpResponse<String> ask(Endpoint endpoint, Owned whom, String tenant, String token)
      throws Exception {
    var path =
        endpoint
            .where("ref", Door.ref(token, whom.person()))
            .where("part", "contact")
            .where("entry", whom.entry())
            .where("grant", endpoint.path().contains("glass") ? whom.glass() : whom.grant())
            .where("approval", whom.pending())
            .where("order", whom.order())
            .path();
    var request =
        HttpRequest.newBuilder(URI.create(service).resolve(path))
            .header("Authorization", "Bearer " + token)
            .header("Vigie-Purpose", "interview")
            .header("Vigie-Reason", "identity-check")
            .header("Content-Type", "application/json")
            .method(
                endpoint.method(),
                endpoint.takesJson()
                    ? BodyPublishers.ofString(Questions.of(endpoint, whom, tenant))
                    : BodyPublishers.noBody());
    return http.send(request.build(), BodyHandlers.ofString());
  }

  private static String bare(HttpResponse<String> answer) {
    return answer
        .body()
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z0-9_-]{64}", "");
  }

  private static String token(String organisation, String... roles) {
    var agency = organisation.equals("FT") ? "FT-01" : organisation;
    return TestIssuer.running()
        .token(new Person(UUID.randomUUID().toString(), "x", organisation, agency, List.of(roles)));
  }

  // Events about a person that somebody of another organisation caused; France Travail takes all
  // files over.
  private long by(Owned theirs) {
    return pool.preparedQuery(
            """
            select count(*) from event
            where tags @> array['person=' || $1::text] and attributes->>'organisation' <> $2
              and attributes->>'service' is distinct from 'launcher'
            """)
        .executeAndAwait(Tuple.of(theirs.person().toString(), theirs.organisation()))
        .iterator()
        .next()
        .getLong(0);
  }

  private static void all(List<Callable<Void>> asked) throws Exception {
    try (var threads = Executors.newFixedThreadPool(HANDS)) {
      for (var done : threads.invokeAll(asked)) {
        done.get();
      }
    }
  }
}
