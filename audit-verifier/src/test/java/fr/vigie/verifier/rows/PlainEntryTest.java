package fr.vigie.verifier.rows;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainEntryTest {

  private static final String DISCLOSURE =
      """
      {"actor":"advisor-1","data":{"person":"p-1","list":["a",{"b":[]},{}],"n":-12,"o":0,"t":true,\
      "f":false,"z":null},"id":"e-1","kafkatopic":"vigie.disclosures.v1","position":"4711",\
      "source":"/vigie/records-service","type":"records.record-disclosed.v1"}\
      """;
  private final PlainEntry plain = new PlainEntry();

  private boolean read(byte[] bytes) {
    return plain.read(bytes, 0, bytes.length);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void an_entry_as_ingestion_writes_it_is_plain() {
    assertThat(read(bytes(DISCLOSURE))).isTrue();

    assertThat(plain.source.text("")).isEqualTo("/vigie/records-service");
    assertThat(plain.position.is(4711)).isTrue();
    assertThat(plain.position.is(471)).isFalse();
    assertThat(plain.position.is(711)).isFalse();
    assertThat(plain.position.is(14711)).isFalse();
  }

  @Test
  void it_is_read_where_it_lies() {
    var among = bytes("e-1" + DISCLOSURE + "e-2");

    assertThat(plain.read(among, 3, among.length - 3)).isTrue();

    assertThat(plain.id.is(0, 3)).isTrue();
    assertThat(plain.id.is(among.length - 3, 3)).isFalse();
    assertThat(plain.id.is(0, -1)).isFalse();
    assertThat(plain.source.begins(bytes("/vigie/"))).isTrue();
    assertThat(plain.source.begins(bytes("/vigie/audit"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "{}",
        "[]",
        "{\"id\":\"a\"",
        "{\"id\":\"a\"}}",
        "{\"id\":\"a\"} ",
        "{\"id\":\"a\",}",
        "{\"id\" :\"a\"}",
        "{\"id\":1}",
        "{\"id\":null}",
        "{\"id\":\"a\",\"id\":\"a\"}",
        "{\"type\":\"a\",\"type\":\"a\"}",
        "{\"data\":{},\"data\":{}}",
        "{\"data\":1}",
        "{\"data\":{\"n\":01}}",
        "{\"data\":{\"n\":-}}",
        "{\"data\":{\"n\":1e}}",
        "{\"data\":{\"n\":tru}}",
        "{\"data\":{\"n\":[1,]}}",
        "{\"data\":{\"n\"}}",
        "{\"data\":{1:2}}",
        "{\"id\":\"\\u0061\"}",
        "{\"id\":\"é\"}",
        "{\"id\":\"a\nb\"}"
      })
  void what_is_not_plain_is_left_to_the_reader(String text) {
    assertThat(read(bytes(text))).isFalse();
  }

  /// Whatever one does to the bytes: what is plain is an entry, and says the same.
  @Test
  void what_is_plain_is_read_the_same_by_the_reader() throws IOException {
    var random = new Random(5);
    var whole = bytes(DISCLOSURE);
    var plains = 0;
    for (var round = 0; round < 30_000; round++) {
      var bytes = whole.clone();
      for (var change = random.nextInt(3); change >= 0; change--) {
        bytes[random.nextInt(bytes.length)] = whole[random.nextInt(whole.length)];
      }
      if (read(bytes)) {
        plains++;
        var read = EntryReader.read(bytes);
        assertSame(plain.source, read.attributes().get("source"));
        assertSame(plain.position, read.attributes().get("position"));
        assertSame(plain.id, read.attributes().get("id"));
        assertSame(plain.topic, read.attributes().get("kafkatopic"));
      }
    }
    assertThat(plains).isBetween(1_000, 29_000);
  }

  private static void assertSame(PlainEntry.Member member, @Nullable String value) {
    assertThat(member.is(0, -1)).isEqualTo(value == null);
    if (value != null) {
      assertThat(member.text("")).isEqualTo(value);
    }
  }
}
