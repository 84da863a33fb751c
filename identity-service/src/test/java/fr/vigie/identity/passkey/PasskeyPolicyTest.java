package fr.vigie.identity.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PasskeyPolicyTest {

  private static final UUID MODEL = new UUID(0, 7);

  @Test
  void officers_need_a_passkey_and_advisors_do_not() {
    var policy = policy(Map.of(), false);

    for (var role : List.of("security-officer", "auditor", "account-admin", "desk")) {
      assertThat(policy.isRequired(List.of("manager", role))).as(role).isTrue();
    }
    assertThat(policy.isRequired(List.of("advisor", "manager"))).isFalse();
    assertThatCode(() -> policy.start(new StartupEvent())).doesNotThrowAnyException();
  }

  /// R53 for R12.
  @Test
  void a_service_that_lets_officers_in_with_less_does_not_start() {
    var policy = policy(Map.of("vigie.identity.passkey.required-for", "none"), false);

    assertThatThrownBy(() -> policy.start(new StartupEvent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("auditor")
        .hasMessageContaining("vigie.identity.passkey.required-for");
  }

  @Test
  void a_service_that_takes_any_model_of_officers_does_not_start() {
    var policy = policy(Map.of("vigie.identity.passkey.attested-for", "auditor"), false);

    assertThatThrownBy(() -> policy.start(new StartupEvent()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("account-admin, desk, security-officer")
        .hasMessageContaining("vigie.identity.passkey.attested-for");
  }

  @Test
  void a_model_without_its_maker_is_a_mistake() {
    assertThatThrownBy(
            () -> policy(Map.of("vigie.identity.passkey.models", MODEL.toString()), false))
        .hasMessageContaining("vigie.identity.passkey.makers");
    assertThatThrownBy(() ->
            policy(
                Map.of(
                    "vigie.identity.passkey.models",
                    MODEL.toString(),
                    "vigie.identity.passkey.makers",
                    "/no/such/file.pem"),
                false))
        .hasMessageContaining("/no/such/file.pem");
  }

  /// Without models, nobody in these roles adds or uses one; others do as they like.
  @Test
  void without_models_no_passkey_serves_an_officer() {
    var policy = policy(Map.of(), false);

    assertThat(policy.serves(passkey(Optional.of(MODEL)), List.of("desk"))).isFalse();
    assertThat(policy.serves(passkey(Optional.empty()), List.of("advisor", "auditor"))).isFalse();
    assertThat(policy.serves(passkey(Optional.empty()), List.of("advisor", "manager"))).isTrue();
  }

  private static Passkey passkey(Optional<UUID> model) {
    return new Passkey(
        MODEL,
        MODEL,
        "credential",
        "material",
        0,
        false,
        false,
        Instant.EPOCH,
        Optional.empty(),
        model);
  }

  @Test
  void a_demonstration_on_one_machine_may() {
    var policy =
        policy(
            Map.of(
                "vigie.identity.passkey.required-for",
                "none",
                "vigie.identity.passkey.attested-for",
                "none"),
            true);

    assertThatCode(() -> policy.start(new StartupEvent())).doesNotThrowAnyException();
    assertThat(policy.isRequired(List.of("auditor"))).isFalse();
  }

  @Test
  void every_setting_has_its_name_and_its_default() {
    var settings = settings(Map.of());

    assertThat(settings.requiredFor())
        .containsExactlyInAnyOrder("security-officer", "auditor", "account-admin", "desk");
    assertThat(settings.attestedFor())
        .containsExactlyInAnyOrder("security-officer", "auditor", "account-admin", "desk");
    assertThat(settings.models()).isEmpty();
    assertThat(settings.makers()).isEmpty();
    assertThat(settings.most()).isEqualTo(10);
    assertThat(settings(Map.of("vigie.identity.passkey.most", "3")).most()).isEqualTo(3);
  }

  private static PasskeyPolicy policy(Map<String, String> given, boolean oneMachine) {
    return new PasskeyPolicy(settings(given), oneMachine);
  }

  private static PasskeySettings settings(Map<String, String> given) {
    return new SmallRyeConfigBuilder()
        .withMapping(PasskeySettings.class)
        .withDefaultValues(given)
        .build()
        .getConfigMapping(PasskeySettings.class);
  }
}
