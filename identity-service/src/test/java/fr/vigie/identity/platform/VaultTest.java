package fr.vigie.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VaultTest {

  private final Vault vault = new Vault(new byte[32]);

  @Test
  void opens_what_it_sealed_for_that_place_alone() {
    var sealed = vault.seal("totp:alice", "a secret");

    assertThat(sealed).doesNotContain("a secret");
    assertThat(vault.open("totp:alice", sealed)).isEqualTo("a secret");
    assertThatThrownBy(() -> vault.open("totp:oscar", sealed))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void another_key_opens_nothing() {
    var sealed = vault.seal("totp:alice", "a secret");
    var other = new byte[32];
    other[0] = 1;

    assertThatThrownBy(() -> new Vault(other).open("totp:alice", sealed))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageNotContaining("a secret");
  }

  @Test
  void a_key_is_32_bytes_and_a_wrong_one_is_named_not_shown() {
    assertThatThrownBy(() -> Keyed.key("vigie.identity.account-key", "c2hvcnQ="))
        .hasMessage("vigie.identity.account-key is not 32 bytes long");
    assertThatThrownBy(() -> Keyed.key("vigie.identity.account-key", "???"))
        .hasMessage("vigie.identity.account-key is not base64");
  }
}
