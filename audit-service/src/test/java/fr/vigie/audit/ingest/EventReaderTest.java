package fr.vigie.audit.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import fr.vigie.audit.ingest.Reading.Event;
import fr.vigie.audit.ingest.Reading.Reason;
import fr.vigie.audit.ingest.Reading.Unreadable;
import fr.vigie.audit.log.Entry;
import fr.vigie.contracts.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

  private final EventReader reader = new EventReader();

  private Reading read(Samples.Sample sample) {
    return reader.read(sample.received(2, 41));
  }

  private static String text(Entry entry) {
    return new String(entry.bytes(), StandardCharsets.UTF_8);
  }

  @Test
  void writes_members_in_the_order_of_their_names_and_the_data_as_it_came() {
    var entry =
        Samples.disclosure(7)
            .with("ce_agency", "Saint-Étienne \"2\"")
            .saying("{\"b\": 1.50, \"a\":\"é\"}")
            .entry();

    assertThat(text(entry))
        .isEqualTo(
            """
            {"actor":"advisor-0","agency":"Saint-Étienne \\"2\\"","basis":"portfolio",\
            "correlation":"c-7","data":{"b": 1.50, "a":"é"},"datacontenttype":"application/json",\
            "fieldclasses":"identity,contact","id":"018f-%d-7",\
            "kafkatopic":"vigie.disclosures.v1","network":"10.1.2.0/24","operation":"read",\
            "organisation":"FT","outcome":"allowed","position":"7","purpose":"interview",\
            "session":"session-0","source":"/vigie/records-service","specversion":"1.0",\
            "subject":"person-7","time":"2026-01-05T09:00:07.123456Z",\
            "type":"records.record-disclosed.v1"}\
            """
                .formatted(Samples.SOURCE.hashCode()));
  }

  @Test
  void escapes_text_as_others_write_json() throws IOException {
    for (var from = 0x20; from < 0x3000; from += 64) {
      var text = new StringBuilder();
      for (var one = from; one < from + 64; one++) {
        if (!Character.isISOControl(one)) {
          text.appendCodePoint(one);
        }
      }
      text.appendCodePoint(0x1f600 + from % 64);
      var plain = new ByteArrayOutputStream();
      try (var json = new JsonFactory().createGenerator(plain, JsonEncoding.UTF8)) {
        json.writeString(text.toString());
      }

      assertThat(text(Samples.disclosure(1).with("ce_actor", text.toString()).entry()))
          .startsWith("{\"actor\":" + plain.toString(StandardCharsets.UTF_8) + ",");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-02-29T09:00:00Z",
        "2026-01-05T24:00:01Z",
        "2026-01-05T09:60:00Z",
        "1969-12-31T23:59:59Z",
        "9999-12-31T00:00:00Z",
        "2026-01-05T09:00:00.1234567890Z",
        "2026-01-05T09:00:00"
      })
  void does_not_read_an_event_at_a_time_that_is_none(String time) {
    assertThat(read(Samples.disclosure(1).with("ce_time", time))).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"2028-02-29T09:00:00Z", "2026-01-31T09:00:00+01:00", "2026-01-05T09:00:00.1Z"})
  void reads_an_event_at_a_time_however_it_is_written(String time) {
    assertThat(read(Samples.disclosure(1).with("ce_time", time))).isInstanceOf(Event.class);
  }

  @Test
  void ignores_headers_that_are_no_attributes() {
    var traced = Samples.disclosure(1).with("traceparent", "00-0af7-b7ad-01").entry();

    assertThat(traced.bytes()).isEqualTo(Samples.disclosure(1).entry().bytes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ce_specversion",
        "ce_id",
        "ce_source",
        "ce_type",
        "ce_time",
        "ce_position",
        "content-type"
      })
  void does_not_read_an_event_without(String header) {
    assertThat(read(Samples.disclosure(1).without(header)))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.MISSING_HEADER));
  }

  @ParameterizedTest
  @MethodSource("badHeaders")
  void does_not_read_an_event_that_says(String header, String text) {
    assertThat(read(Samples.disclosure(1).with(header, text)))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.BAD_HEADER));
  }

  static Stream<Arguments> badHeaders() {
    return Stream.of(
        Arguments.of("ce_specversion", "0.3"),
        Arguments.of("ce_source", "/elsewhere/records-service"),
        Arguments.of("ce_source", "/vigie/audit-service/quarantine/vigie.records.v1/0"),
        Arguments.of("ce_type", "fr.vigie.RecordDisclosed"),
        Arguments.of("ce_time", "yesterday"),
        Arguments.of("ce_time", "+999999999-01-01T00:00:00Z"),
        Arguments.of("ce_position", "0"),
        Arguments.of("ce_position", "-1"),
        Arguments.of("ce_position", "01"),
        Arguments.of("ce_position", "9999999999999999999"),
        Arguments.of("content-type", "application/avro"),
        Arguments.of("ce_data", "{}"),
        Arguments.of("ce_kafkatopic", "vigie.records.v1"),
        Arguments.of("ce_Actor", "x"),
        Arguments.of("ce_actor", "a\u0000b"),
        Arguments.of("ce_actor", "x".repeat(1_025)));
  }

  @Test
  void does_not_read_an_event_that_says_the_same_twice() {
    var record = Samples.disclosure(1).received(0, 0);
    record.headers().add("ce_actor", new byte[] {'x'});

    assertThat(reader.read(record))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.BAD_HEADER));
  }

  @Test
  void does_not_read_a_header_that_is_no_text() {
    var record = Samples.disclosure(1).without("ce_actor").received(0, 0);
    record.headers().add("ce_actor", new byte[] {(byte) 0xff, (byte) 0xfe});

    assertThat(reader.read(record))
        .isInstanceOfSatisfying(Unreadable.class, u -> assertThat(u.what()).isEqualTo("actor"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[]",
        "1",
        "{}{}",
        "{\"a\":1,\"a\":2}",
        "{\"persons\":[1]}",
        "{\"persons\":[\"\"]}",
        "{\"persons\":[\"a\\u0000\"]}",
        "{\"persons\":[\"\\ud800\"]}",
        "\uFEFF{}"
      })
  void does_not_read_malformed_data(String json) {
    assertThat(read(Samples.disclosure(1).saying(json)))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.MALFORMED_JSON));
  }

  @Test
  void does_not_read_data_in_another_encoding() {
    var good = Samples.disclosure(1).received(0, 0);
    var utf16 =
        new ConsumerRecord<>(
            Topics.DISCLOSURES, 0, 0, good.key(), "{\"a\":1}".getBytes(StandardCharsets.UTF_16LE));
    good.headers().forEach(utf16.headers()::add);

    assertThat(reader.read(utf16))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.MALFORMED_JSON));
  }

  @Test
  void does_not_read_what_fits_no_entry_bundle() {
    var smallest = Samples.disclosure(1).saying("{\"a\":\"\"}").entry().bytes().length;
    var room = EventReader.MAX_ENTRY_BYTES - smallest;

    assertThat(read(Samples.disclosure(1).saying("{\"a\":\"" + "x".repeat(room) + "\"}")))
        .isInstanceOf(Event.class);
    assertThat(read(Samples.disclosure(1).saying("{\"a\":\"" + "x".repeat(room + 1) + "\"}")))
        .isInstanceOfSatisfying(
            Unreadable.class, u -> assertThat(u.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  @Test
  void does_not_read_a_version_of_a_known_event_that_is_newer_than_its_schemas() {
    assertThat(read(Samples.disclosure(5).with("ce_type", "records.record-disclosed.v999")))
        .isEqualTo(
            new Unreadable(Reason.UNKNOWN_VERSION, "type", new Entry.Place(Samples.SOURCE, 5)));
  }

  @Test
  void takes_an_event_whose_name_is_new() {
    assertThat(read(Samples.disclosure(1).with("ce_type", "records.never-heard-of.v3")))
        .isInstanceOf(Event.class);
  }

  @Test
  void leaves_a_leaf_for_what_it_cannot_read_with_nothing_of_its_content() {
    var record = Samples.disclosure(9).saying("{\"name\":\"Dupont\"").received(2, 41);
    var unreadable = (Unreadable) reader.read(record);

    assertThat(text(Quarantine.entry(record, unreadable)))
        .contains("\"type\":\"audit.record-quarantined.v1\"")
        .contains(
            "\"source\":\"/vigie/audit-service/quarantine/vigie.disclosures.v1/2\"",
            "\"position\":\"42\"")
        .contains(
            "\"topic\":\"vigie.disclosures.v1\",\"partition\":2,\"offset\":41,"
                + "\"reason\":\"malformed-json\"")
        .contains("\"claimedSource\":\"/vigie/records-service\",\"claimedPosition\":\"9\"")
        .doesNotContain("Dupont", "advisor-", "person-");
  }
}
