package fr.vigie.kit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

  @Test
  void an_access_token_says_so_in_its_header() {
    assertThat(AccessTokens.isAccessToken(token("{\"alg\":\"ES256\",\"typ\":\"at+jwt\"}")))
        .isTrue();
  }

  @Test
  void an_id_token_opens_nothing() {
    assertThat(AccessTokens.isAccessToken(token("{\"alg\":\"ES256\",\"typ\":\"JWT\"}"))).isFalse();
    assertThat(AccessTokens.isAccessToken(token("{\"alg\":\"ES256\"}"))).isFalse();
    assertThat(AccessTokens.isAccessToken("opaque")).isFalse();
  }

  private static String token(String header) {
    return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(header.getBytes(StandardCharsets.UTF_8))
        + ".e30.c2ln";
  }
}
