package fr.vigie.identity.platform;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent.SignInFailed;
import fr.vigie.contracts.identity.IdentityEvent.SignedIn;
import fr.vigie.contracts.requests.RequestEvent.RequestRefused;
import org.junit.jupiter.api.Test;

class WiringTest {

  /// Law 7: an ended session, a taken role or a removed factor does not wait for others of its
  /// kind.
  @Test
  void nothing_that_others_act_on_waits_to_be_published() {
    assertThat(new Wiring().publishing().unhurried())
        .containsExactlyInAnyOrder(SignedIn.class, SignInFailed.class, RequestRefused.class);
  }
}
