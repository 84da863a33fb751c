package fr.vigie.records.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.Topics;
import fr.vigie.embedded.PostgresBackup;
import fr.vigie.embedded.PostgresServer;
import fr.vigie.records.Door;
import fr.vigie.records.FileDoor;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.records.retention.Erasures;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import fr.vigie.testkit.TestServers;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where personal data must not be: on Kafka, in events, in tables, in logs. And what is left of a
/// person whose key is destroyed.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class PrivacyTest {

  private static final int SERIES = 50;
  private static final String HAL = "5f0c9d7e-0000-4000-8000-000000000050";
  private static final String IDA = "5f0c9d7e-0000-4000-8000-000000000051";
  private static final Duration WAIT = Duration.ofSeconds(30);
  private static final List<String> TABLES =
      List.of(
          "event",
          "event_tag",
          "file",
          "file_entry",
          "portfolio",
          "person_key",
          "blind_index",
          "retention_due",
          "follower");

  @Inject Pool pool;
  @Inject Erasures erasures;

  @Test
  void nothing_personal_is_on_kafka_in_tables_or_in_logs() {
    var lines = new ConcurrentLinkedQueue<String>();
    var log = listening(lines);
    Logger.getLogger("").addHandler(log);
    try {
      everyDeed();
    } finally {
      Logger.getLogger("").removeHandler(log);
    }

    assertThat(secrets()).noneMatch(secret -> String.join("\n", lines).contains(secret));
    for (var table : TABLES) {
      var rows = rows(table);
      assertThat(secrets()).as(table).noneMatch(rows::contains);
      assertThat(secrets()).as(table).noneMatch(secret -> rows.contains(hex(secret)));
    }
    var published = published();
    assertThat(secrets()).noneMatch(secret -> String.join("\n", published).contains(secret));
    assertThat(published)
        .anyMatch(
            record -> record.contains("\n{\"person\":\"" + TestPeople.person(SERIES, 3) + "\"}"))
        .noneMatch(record -> record.contains("sealed"));
  }

  // ATTACKS 52, 53: what an erasure leaves, wherever one looks, is references and ciphertext that
  // no
  // key opens. A backup of before holds no more, but for the wrapped key; one of after not even
  // that.
  @Test
  void an_erased_person_is_found_in_no_file_of_the_database_the_broker_and_the_backups(
      @TempDir Path backups) throws SQLException, IOException {
    var person = TestPeople.person(SERIES, 90);
    var token = Door.advisor(IDA);
    Door.take(TestPeople.line(SERIES, 90, IDA)).then().statusCode(200);
    Door.until(() -> Door.open(token, person).statusCode() == 200);
    FileDoor.everyChange(token, person);
    var before = backup(backups.resolve("before"));

    assertThat(erasures.onRequest(person, Map.of()).await().atMost(WAIT)).isTrue();
    Door.until(() -> !rows("file").contains(person.toString()));

    var answer = Door.open(token, person);
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(secrets()).noneMatch(answer.body().asString()::contains);
    assertThat(Door.as(token).get("/v1/portfolio").jsonPath().getList("entries")).isEmpty();
    assertThat(rows("person_key")).doesNotContain(person.toString());
    assertThat(rows("event")).contains(person.toString());
    var after = backup(backups.resolve("after"));
    try (var connection =
        TestServers.postgres().connect("postgres", TestServers.postgres().superuser())) {
      connection.createStatement().execute("checkpoint");
    }
    for (var folder :
        List.of(TestServers.postgres().folder(), TestServers.kafka().folder(), before, after)) {
      assertThat(filesWith(folder)).isEmpty();
    }
    assertThat(keysIn(after, person)).isZero();
  }

  private static Path backup(Path to) {
    PostgresBackup.take(TestServers.postgres().folder(), TestServers.postgres().port(), to);
    return to;
  }

  // Of a server that starts on a backup.
  private long keysIn(Path backup, UUID person) throws SQLException {
    var database =
        pool.query("select current_database()").executeAndAwait().iterator().next().getString(0);
    try (var server = PostgresServer.start(backup, 0);
        var connection = server.connect(database, server.superuser());
        var rows =
            connection
                .createStatement()
                .executeQuery(
                    "select (select count(*) from person_key where person = '%1$s'), "
                            .formatted(person)
                        + "(select count(*) from event where tags @> array['person=%1$s'])"
                            .formatted(person))) {
      rows.next();
      assertThat(rows.getLong(2)).isPositive();
      return rows.getLong(1);
    }
  }

  private static boolean mayHold(Path file) {
    return Files.isRegularFile(file) && !file.toString().endsWith("index");
  }

  // Names are searched for as they are written: what is folded is folded in memory.
  private static List<String> filesWith(Path folder) throws IOException {
    var found = new ArrayList<String>();
    try (var files = Files.walk(folder)) {
      for (var file : files.filter(PrivacyTest::mayHold).toList()) {
        var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        for (var secret : List.of("Zyxquent", "Zéphyrins", TestPeople.nir(90), "w.zyxq")) {
          var raw =
              new String(secret.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
          if (bytes.contains(raw)) {
            found.add(file.getFileName() + " holds " + secret);
          }
        }
      }
    } catch (UncheckedIOException _) {
      // a file that went while we walked
    }
    return found;
  }

  // Every kind of event, and every kind of refusal and mistake.
  private static void everyDeed() {
    var token = Door.advisor(HAL);
    Door.take(TestPeople.lines(SERIES, 1, 10, HAL)).then().statusCode(200);
    Door.take(TestPeople.line(SERIES, 11, HAL).replace("75011", "?")).then().statusCode(400);
    Door.take(TestPeople.line(SERIES, 11, HAL) + "}").then().statusCode(400);
    Door.until(() -> Door.open(token, TestPeople.person(SERIES, 3)).statusCode() == 200);
    Door.open(token, TestPeople.person(SERIES, 99)).then().statusCode(404);
    FileDoor.everyChange(token, TestPeople.person(SERIES, 3));
    Door.history(token, TestPeople.person(SERIES, 3), "").then().statusCode(200);
    Door.open(token, "Zyxquent").then().statusCode(404);
    for (var body :
        List.of(
            "{\"number\":\"" + TestPeople.number(3) + "\"}",
            "{\"nir\":\"" + TestPeople.nir(3) + "\",\"birthDate\":\"1969-05-02\"}",
            "{\"name\":\"zyxquent\"}",
            "{\"name\":\"Zyxquent",
            "{\"Zyxquent\":1}")) {
      Door.as(token)
          .header("Vigie-Reason", "identity-check")
          .contentType("application/json")
          .body(body)
          .post("/v1/search");
    }
    Door.as(token).get("/v1/portfolio").then().statusCode(200);
  }

  private static List<String> secrets() {
    return Stream.concat(
            TestPeople.NAMES.stream()
                .flatMap(name -> Stream.of(name, name.toLowerCase(java.util.Locale.ROOT))),
            Stream.of(
                "w.zyxquent@example.org",
                "0612345678",
                TestPeople.nir(3),
                TestPeople.number(3),
                "1969-05-02"))
        .toList();
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
  }

  private String rows(String table) {
    var rows = new StringBuilder();
    pool.query("select t::text from " + table + " t")
        .executeAndAwait()
        .forEach(row -> rows.append(row.getString(0)).append('\n'));
    return rows.toString();
  }

  private List<String> published() {
    var found = new ArrayList<String>();
    var events =
        pool.query("select count(*) from event").executeAndAwait().iterator().next().getLong(0);
    try (var consumer =
        new KafkaConsumer<>(
            new HashMap<String, Object>(
                Map.of(
                    "bootstrap.servers", TestServers.kafka().bootstrapServers(),
                    "isolation.level", "read_committed",
                    "auto.offset.reset", "earliest",
                    "group.id", "privacy-test")),
            new StringDeserializer(),
            new StringDeserializer())) {
      consumer.subscribe(Topics.OF_EVENTS);
      Door.until(() -> {
        consumer.poll(Duration.ofSeconds(1)).forEach(record -> found.add(text(record)));
        return found.size() >= events;
      });
    }
    return found;
  }

  private static String text(ConsumerRecord<String, String> record) {
    var text = new StringBuilder(record.topic()).append(' ').append(record.key()).append('\n');
    text.append(record.value()).append('\n');
    record
        .headers()
        .forEach(header ->
            text.append(header.key())
                .append('=')
                .append(new String(header.value(), StandardCharsets.UTF_8))
                .append('\n'));
    return text.toString();
  }

  private static Handler listening(ConcurrentLinkedQueue<String> lines) {
    return new Handler() {
      @Override
      public void publish(LogRecord record) {
        lines.add(
            record.getMessage()
                + List.of(record.getParameters() == null ? new Object[0] : record.getParameters())
                + record.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
