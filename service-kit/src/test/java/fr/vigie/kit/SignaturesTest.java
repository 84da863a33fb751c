package fr.vigie.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Security;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {

  private static final byte[] SAID = "what was said".getBytes(StandardCharsets.UTF_8);
  private static final String JDK = "SunEC";
  private static final String CONCATENATED = "SHA256withECDSAinP1363Format";
  // Of the group P-256.
  private static final BigInteger ORDER =
      new BigInteger("ffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551", 16);

  @AfterEach
  void leaveNothingBehind() {
    Security.removeProvider(Signatures.PROVIDER);
  }

  @ParameterizedTest
  @CsvSource({
    "SHA256withECDSA,P,J",
    "SHA256withECDSA,J,P",
    "SHA256withECDSAinP1363Format,P,J",
    "SHA256withECDSAinP1363Format,J,P"
  })
  void both_take_what_the_other_signed_and_nothing_else(String algorithm, String by, String with)
      throws GeneralSecurityException {
    assumeThat(Signatures.install(Signatures.NATIVE)).as("a library for this machine").isTrue();
    var keys = keys("secp256r1");

    var signature = sign(algorithm, provider(by), keys);

    assertThat(verify(algorithm, provider(with), keys, signature, SAID)).isTrue();
    assertThat(verify(algorithm, provider(with), keys, signature, new byte[3])).isFalse();
    assertThat(verify(algorithm, provider(with), keys("secp256r1"), signature, SAID)).isFalse();
  }

  /// The kinds that Project Wycheproof lists for ECDSA over P-256, made here; zeros among them
  /// (CVE-2022-21449).
  @Test
  void what_is_no_signature_is_taken_for_none() throws GeneralSecurityException {
    assumeThat(Signatures.install(Signatures.NATIVE)).as("a library for this machine").isTrue();
    var keys = keys("secp256r1");
    var good = sign(CONCATENATED, Signatures.PROVIDER, keys);
    var r = new BigInteger(1, Arrays.copyOf(good, 32));
    var s = new BigInteger(1, Arrays.copyOfRange(good, 32, 64));
    var odd =
        List.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            ORDER.subtract(BigInteger.ONE),
            ORDER,
            ORDER.add(BigInteger.ONE),
            BigInteger.TWO.pow(256).subtract(BigInteger.ONE));

    for (var number : odd) {
      for (var other : odd) {
        assertThat(isTaken(keys, both(number, other))).as("%s, %s", number, other).isFalse();
      }
      assertThat(isTaken(keys, both(r, number))).as("r, %s", number).isFalse();
      assertThat(isTaken(keys, both(number, s))).as("%s, s", number).isFalse();
    }
    assertThat(isTaken(keys, both(s, r))).isFalse();
    for (var length : List.of(0, 1, 32, 63, 65, 128)) {
      assertThat(isTaken(keys, Arrays.copyOf(good, length))).as("%s bytes", length).isFalse();
    }
    assertThat(isTaken(keys, sign("SHA256withECDSA", Signatures.PROVIDER, keys))).isFalse();
    assertThat(isTaken(keys, good)).isTrue();
  }

  private static boolean isTaken(KeyPair keys, byte[] signature) throws GeneralSecurityException {
    return verify(CONCATENATED, Signatures.PROVIDER, keys, signature, SAID);
  }

  private static byte[] both(BigInteger r, BigInteger s) {
    var out = new byte[64];
    copy(r, out, 32);
    copy(s, out, 64);
    return out;
  }

  private static void copy(BigInteger number, byte[] to, int end) {
    var bytes = number.toByteArray();
    var length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, to, end - length, length);
  }

  @Test
  void where_there_is_none_the_jdk_goes_on() throws GeneralSecurityException {
    assertThat(Signatures.install("fr.vigie.NoSuchProvider")).isFalse();
    assertThat(Signatures.install("java.lang.String")).isFalse();

    assertThat(Signature.getInstance("SHA256withECDSA").getProvider().getName()).isEqualTo(JDK);
  }

  private static String provider(String letter) {
    return letter.equals("P") ? Signatures.PROVIDER : JDK;
  }

  private static KeyPair keys(String curve) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec(curve));
    return generator.generateKeyPair();
  }

  private static byte[] sign(String algorithm, String provider, KeyPair keys)
      throws GeneralSecurityException {
    var signature = Signature.getInstance(algorithm, provider);
    signature.initSign(keys.getPrivate());
    signature.update(SAID);
    return signature.sign();
  }

  private static boolean verify(
      String algorithm, String provider, KeyPair keys, byte[] signature, byte[] said)
      throws GeneralSecurityException {
    var verifier = Signature.getInstance(algorithm, provider);
    verifier.initVerify(keys.getPublic());
    verifier.update(said);
    try {
      return verifier.verify(signature);
    } catch (java.security.SignatureException _) {
      return false;
    }
  }
}
