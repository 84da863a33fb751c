package fr.vigie.audit.proofs;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.Verifier;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import fr.vigie.testkit.TestServers;
import fr.vigie.verifier.notes.Checkpoint;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The log over HTTP, as any C2SP client sees it.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
class LogFileResourceTest {

  private static final Person AUDITOR = Person.auditor("auditor-1");
  private static final Person OFFICER = Person.auditor("security-1").with("security-officer");

  @TestHTTPResource("/log")
  @Nullable URI log;

  private static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person));
  }

  /// Publishes an event with this id, and waits until a proof of it is there.
  private static String proofOf(String id) throws Exception {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      var sample = Samples.disclosure("/vigie/t" + UUID.randomUUID(), 1).with("ce_id", id);
      producer.send(sample.sent()).get();
    }
    return Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(
            () -> as(AUDITOR).get("/v1/log/proofs/" + id).then().extract(),
            answer -> answer.statusCode() == 200)
        .asString();
  }

  private static String key() {
    return given().get("/v1/log/keys").then().statusCode(200).extract().path("keys[0].key");
  }

  private static ValidatableResponse get(String path) {
    return given().get(path).then();
  }

  @Test
  void a_receipt_becomes_a_proof_a_moment_later(@TempDir Path folder) throws Exception {
    var proof = proofOf(UUID.randomUUID().toString());

    var file = Files.writeString(folder.resolve("proof"), proof);
    assertThat(Verifier.run("--proof", file.toString(), "--key", key()).exitCode()).isZero();
  }

  @Test
  void anybody_checks_all_hashes_and_an_auditor_the_entries_too(@TempDir Path folder)
      throws Exception {
    proofOf(UUID.randomUUID().toString());
    var token = Files.writeString(folder.resolve("token"), TestIssuer.running().token(AUDITOR));
    var copy = folder.resolve("copy").toString();

    var hashes = Verifier.run("--log", String.valueOf(log), "--key", key(), "--hashes");
    var all =
        Verifier.run(
            "--log",
            String.valueOf(log),
            "--key",
            key(),
            "--token",
            token.toString(),
            "--save",
            copy);

    assertThat(hashes.sentence()).isEmpty();
    assertThat(all.sentence()).isEmpty();
    assertThat(all.json().getLong("leaves")).isPositive();
    assertThat(Verifier.run("--log", copy, "--key", key()).exitCode()).isZero();
    assertThat(as(AUDITOR).get("/v1/events?operation=read-entries").then().extract().statusCode())
        .isEqualTo(200);
  }

  @Test
  void caches_may_keep_hashes_for_ever_and_checkpoints_for_a_moment() throws Exception {
    proofOf(UUID.randomUUID().toString());

    var note = get("/log/checkpoint").statusCode(200).extract();
    assertThat(note.header("Content-Type")).isEqualToIgnoringCase("text/plain; charset=utf-8");
    assertThat(note.header("Cache-Control")).isEqualTo("public, max-age=1");

    var size = Checkpoint.parse(note.asString()).size();
    var width = size % 256 == 0 ? "" : ".p/" + size % 256;
    var path = "%03d%s".formatted((size - 1) / 256, width);
    var tile = get("/log/tile/0/" + path).statusCode(200).extract();
    assertThat(tile.header("Content-Type")).isEqualTo("application/octet-stream");
    assertThat(tile.header("Cache-Control")).isEqualTo("public, max-age=31536000, immutable");
    assertThat(tile.asByteArray()).hasSize((int) ((size - 1) % 256 + 1) * 32);

    get("/log/tile/entries/" + path).statusCode(401);
    as(Person.advisor("advisor-1")).get("/log/tile/entries/" + path).then().statusCode(403);
    var entries = as(AUDITOR).get("/log/tile/entries/" + path).then().statusCode(200).extract();
    assertThat(entries.header("Cache-Control")).isEqualTo("no-store");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/log/tile/0/999",
        "/log/tile/0/000.p/0",
        "/log/tile/9/000",
        "/log/tile/0/0",
        "/log/tile/64/000",
        "/log/tile/0/x001/000.p/1",
        "/log/other",
        "/log/tile/0/000/..%2f..",
      })
  void what_is_not_there_is_not_found(String path) {
    get(path).statusCode(404);
  }

  @Test
  void a_proof_of_what_is_not_there_is_not_found() {
    as(AUDITOR).get("/v1/log/proofs/nobody").then().statusCode(404);
    get("/v1/log/proofs/nobody").statusCode(401);
    get("/v1/log/consistency?from=1&to=99999999").statusCode(404);
  }

  @Test
  void keys_are_for_a_security_officer_to_change() throws Exception {
    proofOf(UUID.randomUUID().toString());
    as(AUDITOR).post("/v1/log/keys").then().statusCode(403);

    var id = as(OFFICER).post("/v1/log/keys").then().statusCode(201).extract().<Integer>path("id");
    as(OFFICER).delete("/v1/log/keys/" + id).then().statusCode(204);
    as(OFFICER).delete("/v1/log/keys/" + id).then().statusCode(409);
  }
}
