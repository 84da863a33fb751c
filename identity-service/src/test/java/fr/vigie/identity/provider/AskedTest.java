package fr.vigie.identity.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.identity.client.OauthRefusal;
import fr.vigie.identity.platform.Parameters;
import fr.vigie.identity.session.Session;
import fr.vigie.identity.session.ShownFactors;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AskedTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final String GOOD =
      "response_type=code&client_id=web-front&redirect_uri=http%3A%2F%2Flocalhost%3A8080%2Fback"
          + "&scope=openid+profile+unknown&state=s&nonce=n&code_challenge_method=S256"
          + "&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

  @Test
  void a_request_in_order_is_taken_without_scopes_nobody_knows() throws OauthRefusal {
    var asked = AskedReader.read(Parameters.parse(GOOD));

    assertThat(asked.scope()).isEqualTo("openid profile");
    assertThat(asked.redirectUri()).isEqualTo("http://localhost:8080/back");
    assertThat(asked.nonce()).isEqualTo("n");
  }

  @ParameterizedTest
  @CsvSource({
    "code_challenge_method=S256, code_challenge_method=plain, invalid_request",
    "&code_challenge_method=S256, '', invalid_request",
    "code_challenge=, x=, invalid_request",
    "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, short, invalid_request",
    "response_type=code, response_type=token, unsupported_response_type",
    "response_type=code, response_type=code+id_token, unsupported_response_type",
    "response_type=code, response_type=, invalid_request",
    "scope=openid, scope=profile, invalid_request",
    "state=s, state=s&state=t, invalid_request",
    "state=s, state=s&scope=openid, invalid_request",
    "state=s, state=%00, invalid_request",
    "state=s, response_mode=form_post, invalid_request",
    "state=s, request=e30, request_not_supported",
    "state=s, request_uri=https%3A%2F%2Fevil.example, request_uri_not_supported",
    "state=s, max_age=soon, invalid_request",
    "state=s, prompt=none+login, invalid_request",
  })
  void anything_else_is_refused_as_the_rfc_names_it(String from, String to, String error) {
    var changed = GOOD.replace(from, to);

    assertThat(changed).isNotEqualTo(GOOD);
    assertThatThrownBy(() -> AskedReader.read(Parameters.parse(changed)))
        .isInstanceOfSatisfying(
            OauthRefusal.class, r -> assertThat(r.error().getCode()).isEqualTo(error));
  }

  @ParameterizedTest
  @ValueSource(ints = {2_049, 20_000})
  void a_parameter_longer_than_anyone_needs_is_refused(int length) {
    assertThatThrownBy(() ->
            AskedReader.read(
                Parameters.parse(GOOD.replace("state=s", "state=" + "x".repeat(length)))))
        .isInstanceOf(OauthRefusal.class);
  }

  @Test
  void whoever_is_to_sign_in_anew_does_so_after_the_question() throws OauthRefusal {
    var asked = AskedReader.read(Parameters.parse(GOOD + "&prompt=login"));

    assertThat(asked.isAnsweredBy(session(NINE.minusSeconds(1)), NINE, NINE)).isFalse();
    assertThat(asked.isAnsweredBy(session(NINE.plusSeconds(9)), NINE, NINE.plusSeconds(9)))
        .isTrue();
  }

  @Test
  void a_sign_in_older_than_max_age_does_not_do() throws OauthRefusal {
    var asked = AskedReader.read(Parameters.parse(GOOD + "&max_age=300"));

    assertThat(asked.isAnsweredBy(session(NINE.minusSeconds(300)), NINE, NINE)).isTrue();
    assertThat(asked.isAnsweredBy(session(NINE.minusSeconds(301)), NINE, NINE)).isFalse();
    assertThat(asked.isAnsweredBy(Optional.empty(), NINE, NINE)).isFalse();
  }

  @Test
  void whom_it_has_to_be_about_is_one_person() throws OauthRefusal {
    var anybody = AskedReader.read(Parameters.parse(GOOD));
    var one = anybody.about(new UUID(0, 2).toString()).orElseThrow();
    var claims =
        "&claims=" + "%7B%22id_token%22%3A%7B%22sub%22%3A%7B%22value%22%3A%22x%22%7D%7D%7D";
    var other = AskedReader.read(Parameters.parse(GOOD + claims));

    assertThat(anybody.isAbout(session(NINE).orElseThrow())).isTrue();
    assertThat(one.isAbout(session(NINE).orElseThrow())).isTrue();
    assertThat(other.isAbout(session(NINE).orElseThrow())).isFalse();
    assertThat(other.about(new UUID(0, 2).toString())).isEmpty();
  }

  private static Optional<Session> session(Instant authenticatedAt) {
    return Optional.of(
        new Session(
            new UUID(0, 1), new UUID(0, 2), authenticatedAt, ShownFactors.PASSWORD_AND_CODE));
  }
}
