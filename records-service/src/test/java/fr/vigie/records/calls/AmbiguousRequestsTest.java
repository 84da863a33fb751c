package fr.vigie.records.calls;

import static fr.vigie.records.calls.WrittenOut.ELSEWHERE;
import static fr.vigie.records.calls.WrittenOut.PROXY;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.records.Door;
import fr.vigie.records.TestKeys;
import fr.vigie.records.TestPeople;
import fr.vigie.testkit.TestIssuer;
import fr.vigie.testkit.TestKafka;
import fr.vigie.testkit.TestPostgres;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ATTACKS 56: requests that say two things at once.
@QuarkusTest
@WithTestResource(
    value = TestPostgres.class,
    initArgs = @ResourceArg(name = "database", value = "records"))
@WithTestResource(TestKafka.class)
@WithTestResource(TestIssuer.class)
@WithTestResource(TestKeys.class)
class AmbiguousRequestsTest {

  private static final int SERIES = 93;

  /// A file, the only advisor who follows it, and their question for it, written out.
  private record Own(String advisor, String token, String question) {

    static Own file() {
      var advisor = UUID.randomUUID().toString();
      var token = Door.advisor(advisor);
      // Of whoever took the same line over before, the last would follow it.
      var person = UUID.randomUUID().toString();
      var line = TestPeople.line(SERIES, 1, advisor);
      Door.take(line.replace(TestPeople.person(SERIES, 1).toString(), person))
          .then()
          .statusCode(200);
      Door.until(
          () -> Door.open(Door.advisor(advisor), UUID.fromString(person)).statusCode() == 200);
      return new Own(
          advisor,
          token,
          WrittenOut.get(token, "/v1/records/" + Door.ref(token, UUID.fromString(person))));
    }
  }

  @TestHTTPResource String service = "";

  @Inject Pool pool;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Authorization",
        "Vigie-Purpose",
        "vigie-purpose",
        "Vigie-Reason",
        "DPoP",
        "Content-Type",
        "Idempotency-Key"
      })
  void a_header_that_decides_stands_once(String header) throws Exception {
    var own = Own.file();
    var value =
        switch (header) {
          case "Authorization" -> "Bearer " + Door.advisor(UUID.randomUUID().toString());
          case "Content-Type" -> "application/json";
          default -> "interview";
        };
    var before = disclosed(own);

    var twice = header + ": " + value + "\r\n" + header + ": " + value + "\r\n";
    var answers = say(PROXY, own.question().replace("\r\n\r\n", "\r\n" + twice + "\r\n"));

    assertThat(answers).hasSize(1).allMatch(status -> status == 400 || status == 401);
    assertThat(disclosed(own)).isEqualTo(before);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-HTTP-Method-Override: DELETE",
        "X-HTTP-Method: PUT",
        "X-Method-Override: POST",
        "X-Original-URL: /v1/exposure",
        "X-Rewrite-URL: /v1/exposure",
        "X-Forwarded-Prefix: /v1/exposure",
        "X-Forwarded-Host: evil.example",
        "X-Forwarded-Proto: gopher",
        "Forwarded: for=192.0.2.1;host=evil.example"
      })
  void what_a_proxy_may_say_changes_neither_method_nor_address(String header) throws Exception {
    var own = Own.file();
    var before = disclosed(own);

    var answers = say(ELSEWHERE, own.question().replace("\r\n\r\n", "\r\n" + header + "\r\n\r\n"));

    assertThat(answers).containsExactly(200);
    assertThat(disclosed(own)).isEqualTo(before + 1);
  }

  @Test
  void where_a_request_comes_from_is_the_word_of_known_proxies_alone() throws Exception {
    var own = Own.file();
    var asked = own.question().replace("\r\n\r\n", "\r\nX-Forwarded-For: 203.0.113.9\r\n\r\n");

    assertThat(say(ELSEWHERE, asked)).containsExactly(200);
    assertThat(network(own)).isEqualTo("127.0.0.0/24");
    assertThat(say(PROXY, asked)).containsExactly(200);
    assertThat(network(own)).isEqualTo("203.0.113.0/24");
  }

  // A reader that goes by the length sees one request; one that goes by the chunks sees two.
  @Test
  void of_two_lengths_none_hides_a_second_request() throws Exception {
    var own = Own.file();
    var hidden = own.question();
    var head =
        """
        POST /v1/search HTTP/1.1\r
        Host: localhost\r
        Authorization: Bearer %s\r
        Vigie-Purpose: interview\r
        Content-Type: application/json\r
        """
            .formatted(own.token());
    // The chunks count, as RFC 9112 has it: what follows them is no secret to anybody.
    for (var chunked :
        List.of(
            "Content-Length: %d\r\nTransfer-Encoding: chunked\r\n",
            "Transfer-Encoding: chunked\r\nContent-Length: %d\r\n")) {
      var answers =
          say(PROXY, head + chunked.formatted(hidden.length() + 5) + "\r\n0\r\n\r\n" + hidden);
      assertThat(answers.getFirst()).as(chunked).isEqualTo(400);
      assertThat(answers).as(chunked).allMatch(status -> status < 500);
    }
    var before = disclosed(own);
    for (var lengths :
        List.of(
            "Transfer-Encoding: xchunked\r\nContent-Length: %d\r\n",
            "Transfer-Encoding : chunked\r\nContent-Length: %d\r\n",
            "Content-Length: 5\r\nContent-Length: %d\r\n",
            "Content-Length: +%d\r\n",
            "Content-Length: %d, 5\r\n")) {
      var body = "0\r\n\r\n" + hidden;
      var answers = say(PROXY, head + lengths.formatted(body.length()) + "\r\n" + body);

      assertThat(answers).as(lengths).hasSize(1).allMatch(status -> status >= 400 && status <= 501);
      assertThat(disclosed(own)).as(lengths).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Vigie-Purpose : interview",
        "Vigie-Purpose: inter\u0000view",
        "Vigie-Purpose: interview\rX-Evil: 1",
        " Vigie-Purpose: interview",
        "X-One: 1\r\n Vigie-Purpose: interview",
        "Vigie_Purpose: interview",
        "Vigie-Purpose\t: interview"
      })
  void a_header_that_is_none_says_nothing(String line) throws Exception {
    var own = Own.file();
    var before = disclosed(own);

    var answers = say(PROXY, own.question().replace("Vigie-Purpose: interview", line));

    assertThat(answers).hasSize(1).allMatch(status -> status >= 400 && status < 500);
    assertThat(disclosed(own)).isEqualTo(before);
  }

  private long disclosed(Own own) {
    return pool.preparedQuery(
            """
            select count(*) from event
            where type = 'records.record-disclosed' and attributes->>'actor' = $1
            """)
        .executeAndAwait(Tuple.of(own.advisor()))
        .iterator()
        .next()
        .getLong(0);
  }

  private String network(Own own) {
    return pool.preparedQuery(
            """
            select attributes->>'network' from event
            where attributes->>'actor' = $1 order by position desc limit 1
            """)
        .executeAndAwait(Tuple.of(own.advisor()))
        .iterator()
        .next()
        .getString(0);
  }

  private List<Integer> say(String from, String bytes) throws IOException {
    return new WrittenOut(service).say(from, bytes);
  }
}
