package fr.vigie.identity.passkey;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The test vectors of the WebAuthn specification, level 3: every kind of credential in it is made
/// and shown, or refused for what it says; and each is refused where one bit of it is another.
class WebAuthnVectorsTest {

  private static final UUID ALICE = new UUID(0, 1);
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Ceremonies CEREMONIES = ceremonies(false);
  private static final Ceremonies STRICT = ceremonies(true);

  private static Ceremonies ceremonies(boolean verified) {
    return new Ceremonies(
        "https://example.org",
        "example.org",
        Makers.NONE,
        List.of(
            COSEAlgorithmIdentifier.ES256,
            COSEAlgorithmIdentifier.ES384,
            COSEAlgorithmIdentifier.ES512,
            COSEAlgorithmIdentifier.RS256,
            COSEAlgorithmIdentifier.EdDSA),
        verified);
  }

  static Stream<Arguments> vectors() throws IOException {
    try (var file =
        requireNonNull(WebAuthnVectorsTest.class.getResourceAsStream("/webauthn-vectors.json"))) {
      return new JsonObject(new String(file.readAllBytes(), StandardCharsets.UTF_8))
          .getJsonArray("vectors").stream()
              .map(JsonObject.class::cast)
              .filter(vector -> vector.getJsonArray("blocks").size() == 2)
              .map(vector -> Arguments.of(vector.getString("title"), vector.getJsonArray("blocks")))
              .toList()
              .stream();
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("vectors")
  void is_judged_as_the_specification_says(String title, JsonArray blocks) {
    var making = blocks.getJsonObject(0);
    var showing = blocks.getJsonObject(1);

    var refusal = refusal(title, making);
    var made = judgeNew(CEREMONIES, making);

    assertThat(judgeNew(STRICT, making) instanceof Judgement.Good)
        .as("refused where the device did not make sure of the person")
        .isEqualTo(refusal.isEmpty() && isVerified(making));
    if (refusal.isPresent()) {
      assertThat(made).isEqualTo(new Judgement.Bad(refusal.get()));
      return;
    }
    assertThat(made).isInstanceOf(Judgement.Good.class);
    var passkey = ((Judgement.Good) made).passkey();
    assertThat(passkey.credential()).isEqualTo(base64(making, "credential_id"));
    var shown = judge(passkey, making, showing, "");
    assertThat(shown).isInstanceOf(Judgement.Good.class);
    for (var field : List.of("authenticatorData", "clientDataJSON", "signature")) {
      assertThat(judge(passkey, making, showing, field))
          .as("another bit in %s", field)
          .isInstanceOf(Judgement.Bad.class);
    }
  }

  // What we refuse although it is well-formed: what was signed in a frame, a device that did not
  // make sure of the person, a kind of key that was not asked for.
  private static Optional<PasskeyRefusal> refusal(String title, JsonObject making) {
    var said = new String(bytes(making, "clientDataJSON"), StandardCharsets.UTF_8);
    if (said.contains("\"crossOrigin\":true")) {
      return Optional.of(PasskeyRefusal.ORIGIN);
    }
    // The library cannot read its own kind of attestation here; we ask for none.
    if (title.contains("TPM")) {
      return Optional.of(PasskeyRefusal.MALFORMED);
    }
    // It holds keys of U2F, which cannot be passkeys, to an AAGUID of zeros.
    if (title.contains("U2F")) {
      return Optional.of(PasskeyRefusal.ATTESTATION);
    }
    return title.contains("Ed448") ? Optional.of(PasskeyRefusal.INVALID) : Optional.empty();
  }

  private static Judgement judgeNew(Ceremonies ceremonies, JsonObject making) {
    return ceremonies
        .readNew(asCreated(making))
        .map(data -> ceremonies.judgeNew(data, ALICE, base64(making, "challenge"), false, NINE))
        .orElse(new Judgement.Bad(PasskeyRefusal.MALFORMED));
  }

  // The flags follow the hash of the relying party in the authenticator's data.
  private static boolean isVerified(JsonObject making) {
    var object = making.getString("attestationObject");
    var hash = "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b5";
    var flags = object.substring(object.indexOf(hash) + hash.length()).substring(0, 2);
    return (Integer.parseInt(flags, 16) & 0x04) != 0;
  }

  private static Judgement judge(
      Passkey passkey, JsonObject making, JsonObject showing, String spoilt) {
    var response = new JsonObject();
    for (var field : List.of("authenticatorData", "clientDataJSON", "signature")) {
      var bytes = bytes(showing, field);
      if (field.equals(spoilt)) {
        bytes[bytes.length / 2] ^= 1;
      }
      response.put(field, Ceremonies.base64(bytes));
    }
    return CEREMONIES
        .readShown(asCredential(base64(making, "credential_id"), response))
        .map(data -> CEREMONIES.judgeShown(data, passkey, base64(showing, "challenge"), NINE))
        .orElse(new Judgement.Bad(PasskeyRefusal.MALFORMED));
  }

  private static String asCreated(JsonObject making) {
    return asCredential(
        base64(making, "credential_id"),
        new JsonObject()
            .put("clientDataJSON", base64(making, "clientDataJSON"))
            .put("attestationObject", base64(making, "attestationObject")));
  }

  private static String asCredential(String id, JsonObject response) {
    return new JsonObject()
        .put("id", id)
        .put("rawId", id)
        .put("type", "public-key")
        .put("clientExtensionResults", new JsonObject())
        .put("response", response)
        .encode();
  }

  private static String base64(JsonObject block, String field) {
    return Ceremonies.base64(bytes(block, field));
  }

  private static byte[] bytes(JsonObject block, String field) {
    return HexFormat.of().parseHex(block.getString(field));
  }
}
