package fr.vigie.audit.query;

import static io.restassured.RestAssured.given;

import fr.vigie.audit.ingest.Samples;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestIssuer.Person;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import fr.vigie.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// What tests of questions have in common: events that come over Kafka, and who asks.
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "audit"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
abstract class OverKafka {

  static final Person AUDITOR = Person.auditor("auditor-1");

  static KafkaProducer<byte[], byte[]> producer;

  final String source = "/vigie/t" + UUID.randomUUID();

  @BeforeAll
  static void connect() {
    producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafka().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
  }

  @AfterAll
  static void disconnect() {
    producer.close();
  }

  static RequestSpecification as(Person person) {
    return given().auth().oauth2(TestIssuer.running().token(person));
  }

  static JsonPath events(String query) {
    return as(AUDITOR).get("/v1/events" + query).then().statusCode(200).extract().jsonPath();
  }

  static void publish(ProducerRecord<byte[], byte[]> record) throws Exception {
    producer.send(record).get();
  }

  static void awaitEvents(String query, int number) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() -> events(query).getList("events").size() == number);
  }

  /// Questions about a person are about the person too, so only those of this test are counted.
  void awaitEventsOf(String person, int number) {
    Awaitility.await()
        .atMost(Duration.ofMinutes(1))
        .until(() ->
            events("?limit=200&person=" + person).getList("events.source").stream()
                    .filter(source::equals)
                    .count()
                == number);
  }

  Samples.Sample read(long position, String advisor, String person) {
    return Samples.disclosure(source, position)
        .keyed(advisor)
        .with("ce_actor", advisor)
        .with("ce_subject", person);
  }
}
