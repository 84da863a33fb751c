package fr.vigie.kit.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import fr.vigie.testkit.MutableClock;
import fr.vigie.testkit.TestKey;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// ATTACKS 14 and 17, of proofs.
class ProofsTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final URI TARGET = URI.create("https://records.example/v1/records/x");

  private final TestKey key = new TestKey();

  private String proof(UnaryOperator<JWTClaimsSet.Builder> change) {
    return key.proof("GET", TARGET.toString(), NINE, change);
  }

  private static Proof read(String proof) throws BadProofException {
    return Proofs.read(proof, "GET", TARGET, null, NINE);
  }

  private static void assertRefused(String proof, String reason) {
    assertRefused(proof, "GET", TARGET, null, reason);
  }

  private static void assertRefused(
      String proof, String method, URI target, @Nullable String token, String reason) {
    assertThatExceptionOfType(BadProofException.class)
        .isThrownBy(() -> Proofs.read(proof, method, target, token, NINE))
        .satisfies(bad -> assertThat(bad.reason()).isEqualTo(reason));
  }

  @Test
  void a_good_proof_names_its_key() throws BadProofException {
    var proof = read(proof(claims -> claims.jwtID("one").claim("nonce", "n")));

    assertThat(proof)
        .isEqualTo(new Proof(key.thumbprint(), "one", NINE.plusSeconds(30), Optional.of("n")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://RECORDS.example/v1/records/x",
        "https://records.example:443/v1/records/x",
        "https://records.example/v1/records/x?page=2#top"
      })
  void an_address_may_be_written_in_other_ways(String htu) throws BadProofException {
    assertThat(read(proof(claims -> claims.claim("htu", htu))).key()).isEqualTo(key.thumbprint());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://records.example/v1/records/x",
        "https://records.example/v1/records/y",
        "https://records.example/v1/records/x/",
        "https://records.example:444/v1/records/x",
        "https://records.example.evil.example/v1/records/x",
        "https://records.example@evil.example/v1/records/x",
        "/v1/records/x",
        "%",
        ""
      })
  void a_proof_for_another_address_is_none(String htu) {
    assertThatExceptionOfType(BadProofException.class)
        .isThrownBy(() -> read(proof(claims -> claims.claim("htu", htu))));
  }

  @Test
  void a_proof_for_another_method_token_or_time_is_none() {
    var good = proof(claims -> claims);
    assertRefused(good, "POST", TARGET, null, "other-request");
    assertRefused(good, "GET", TARGET, "token", "other-token");
    assertRefused(
        proof(claims -> claims.claim("ath", Proofs.digest("another"))),
        "GET",
        TARGET,
        "token",
        "other-token");
    assertRefused(proof(claims -> claims.issueTime(null)), "time");
    for (var off : new long[] {-31, 31, -86_400, 86_400}) {
      assertRefused(proof(claims -> claims.issueTime(Date.from(NINE.plusSeconds(off)))), "time");
    }
    assertRefused(proof(claims -> claims.jwtID(null)), "id");
    assertRefused(proof(claims -> claims.jwtID("x".repeat(300))), "id");
  }

  @Test
  void what_is_signed_by_nothing_or_by_another_key_is_none() throws Exception {
    var claims = SignedJWT.parse(proof(c -> c)).getJWTClaimsSet();
    var other = new TestKey();
    var parts = proof(c -> c).split("\\.", -1);
    var hmac =
        new SignedJWT(
            new JWSHeader.Builder(JWSAlgorithm.HS256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwk(key.header().build().getJWK())
                .build(),
            claims);
    hmac.sign(new MACSigner(key.header().build().getJWK().toJSONString()));

    assertRefused(key.signed(other.header().build(), claims), "signature");
    assertRefused(hmac.serialize(), "unreadable");
    assertRefused(new PlainJWT(claims).serialize(), "header");
    assertRefused(parts[0] + "." + parts[1] + ".", "signature");
    assertRefused(
        key.signed(
            new JWSHeader.Builder(key.header().build()).type(JOSEObjectType.JWT).build(), claims),
        "header");
    assertRefused(
        key.signed(
            new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("dpop+jwt"))
                .jwkURL(URI.create("http://evil.example"))
                .build(),
            claims),
        "header");
    assertRefused(
        key.signed(key.header().criticalParams(Set.of("x")).customParam("x", "y").build(), claims),
        "unreadable");
    assertRefused("x".repeat(5_000), "too-long");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "..", "a.b.c", "e30.e30.e30", "\u0000.\u0000.\u0000"})
  void nonsense_is_none(String shown) {
    assertThatExceptionOfType(BadProofException.class).isThrownBy(() -> read(shown));
  }

  @Test
  void a_private_key_in_a_header_is_refused() throws Exception {
    var pair = new ECKeyGenerator(Curve.P_256).generate();
    var header =
        Base64URL.encode(
            "{\"alg\":\"ES256\",\"typ\":\"dpop+jwt\",\"jwk\":" + pair.toJSONString() + "}");

    assertRefused(header + ".e30.AA", "unreadable");
  }

  @Test
  void a_proof_is_shown_once_as_long_as_it_lives() throws BadProofException {
    var clock = MutableClock.at(NINE.toString());
    var shown = new ShownProofs(clock);
    var proof = read(proof(claims -> claims));

    assertThat(shown.isFirst(proof)).isTrue();
    assertThat(shown.isFirst(proof)).isFalse();
    clock.advance(Duration.ofSeconds(60));
    assertThat(shown.isFirst(proof)).isFalse();
    assertThat(shown.isFirst(read(proof(claims -> claims)))).isTrue();
  }
}
