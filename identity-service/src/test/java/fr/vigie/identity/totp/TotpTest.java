package fr.vigie.identity.totp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TotpTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

  @Test
  void gives_every_code_of_rfc_4226_and_rfc_6238() throws IOException {
    var vectors = vectors();
    var algorithms = Map.of("sha1", "HmacSHA1", "sha256", "HmacSHA256", "sha512", "HmacSHA512");

    var hotp = vectors.getJsonObject("hotp");
    for (var count = 0; count < 10; count++) {
      assertThat(Totp.code("HmacSHA1", secret(hotp), count, 6))
          .isEqualTo(hotp.getJsonArray("codes").getString(count));
    }
    algorithms.forEach((name, algorithm) -> {
      var totp = vectors.getJsonObject("totp").getJsonObject(name);
      for (var time : totp.getJsonObject("codes")) {
        var step = Totp.step(Instant.ofEpochSecond(Long.parseLong(time.getKey())));
        assertThat(Totp.code(algorithm, secret(totp), step, 8)).isEqualTo(time.getValue());
      }
    });
  }

  @Test
  void takes_the_codes_of_one_step_either_way_and_no_more() {
    var now = Totp.step(NINE);

    for (var away = -3; away <= 3; away++) {
      var code = Totp.code("HmacSHA1", SECRET, now + away, 6);
      var match = Totp.matchingStep(SECRET, code, NINE);
      if (Math.abs(away) <= 1) {
        assertThat(match).hasValue(now + away);
      } else {
        assertThat(match).isEmpty();
      }
    }
  }

  @Test
  void reads_secrets_as_authenticators_write_them() {
    assertThat(Totp.secret("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")).isEqualTo(SECRET);
    assertThat(Totp.base32(SECRET)).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
    assertThat(Totp.secret("MZXW6===")).asString().isEqualTo("foo");
    assertThatThrownBy(() -> Totp.secret("GEZD1")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void a_code_is_six_ascii_digits_however_spaced_and_never_prints() {
    assertThat(OneTimeCode.of(" 123 456 ")).contains(new OneTimeCode("123456"));
    assertThat(OneTimeCode.of("12345")).isEmpty();
    assertThat(OneTimeCode.of("١٢٣٤٥٦")).isEmpty();
    assertThat(new OneTimeCode("123456")).asString().doesNotContain("123456");
  }

  private static byte[] secret(JsonObject vectors) {
    return HexFormat.of().parseHex(vectors.getString("secretHex"));
  }

  private static JsonObject vectors() throws IOException {
    try (var in = TotpTest.class.getResourceAsStream("/otp-rfc4226-rfc6238.json")) {
      return new JsonObject(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
