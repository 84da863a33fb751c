package fr.vigie.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import fr.vigie.testkit.TestIssuer.Person;
import java.net.URI;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TestIssuerTest {

  private static final Person ALICE = Person.advisor("8a5b1e0c-0000-4000-8000-000000000001");

  private final TestIssuer issuer = TestIssuer.running();

  /// A service's check of a token, from what the issuer publishes.
  private JWTClaimsSet check(String token) throws Exception {
    var check = new DefaultJWTProcessor<SecurityContext>();
    var keys =
        JWKSourceBuilder.<SecurityContext>create(URI.create(issuer.url() + "/jwks").toURL())
            .build();
    check.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(new JOSEObjectType("at+jwt")));
    check.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.ES256, keys));
    check.setJWTClaimsSetVerifier(
        new DefaultJWTClaimsVerifier<>(
            "vigie",
            new JWTClaimsSet.Builder()
                .issuer(issuer.url())
                .claim("acr", "urn:vigie:acr:two-factor")
                .build(),
            Set.of("sub", "exp")));
    return check.process(token, null);
  }

  @Test
  void a_good_token_passes() throws Exception {
    var claims = check(issuer.token(ALICE));

    assertThat(claims.getSubject()).isEqualTo(ALICE.account());
    assertThat(claims.getStringListClaim("roles")).containsExactly("advisor");
    assertThat(claims.getStringClaim("org")).isEqualTo("FT");
  }

  static Stream<Named<BiFunction<TestIssuer, Person, String>>> lies() {
    return Stream.of(
        Named.of("another issuer", TestIssuer::ofAnotherIssuer),
        Named.of("a stranger's key", TestIssuer::signedByAStranger),
        Named.of("expired", TestIssuer::expired),
        Named.of("another audience", TestIssuer::forAnotherAudience),
        Named.of("alg none", TestIssuer::unsigned),
        Named.of("HS256 with the public key", TestIssuer::signedWithThePublicKeyAsSecret),
        Named.of("no acr", TestIssuer::withoutTwoFactors),
        Named.of("an ID token", TestIssuer::ofTheWrongKind));
  }

  @ParameterizedTest
  @MethodSource("lies")
  void a_false_one_does_not(BiFunction<TestIssuer, Person, String> lie) {
    assertThatThrownBy(() -> check(lie.apply(issuer, ALICE))).isInstanceOf(Exception.class);
  }
}
