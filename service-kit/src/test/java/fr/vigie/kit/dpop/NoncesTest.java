package fr.vigie.kit.dpop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import fr.vigie.testkit.MutableClock;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NoncesTest {

  private static final String KEY = "0123456789-0123456789-0123456789";

  private final MutableClock clock = MutableClock.at("2026-01-05T09:00:00Z");

  private Nonces nonces(Optional<String> key) {
    return new Nonces(
        new DpopSettings() {
          @Override
          public Optional<String> nonceKey() {
            return key;
          }

          @Override
          public Optional<URI> url() {
            return Optional.empty();
          }
        },
        clock);
  }

  private static Proof bearing(String nonce) {
    return new Proof("key", "id", Instant.MAX, Optional.of(nonce));
  }

  /// Whoever shares a key may be shown at one replica what was shown at another.
  @Test
  void are_of_this_process_unless_they_share_a_key() {
    var one = nonces(Optional.empty());
    var other = nonces(Optional.empty());

    assertThat(one.areOfThisProcess()).isTrue();
    assertThat(other.bears(bearing(one.current()))).isFalse();

    var shared = nonces(Optional.of(KEY));
    assertThat(shared.areOfThisProcess()).isFalse();
    assertThat(nonces(Optional.of(KEY)).bears(bearing(shared.current()))).isTrue();
  }

  @Test
  void are_taken_in_their_own_five_minutes_and_the_next() {
    var nonces = nonces(Optional.empty());
    var nonce = nonces.current();

    clock.advance(Duration.ofMinutes(9));
    assertThat(nonces.bears(bearing(nonce))).isTrue();
    clock.advance(Duration.ofMinutes(1));
    assertThat(nonces.bears(bearing(nonce))).isFalse();
  }

  @Test
  void a_short_key_does_not_start() {
    assertThatIllegalStateException()
        .isThrownBy(() -> nonces(Optional.of("short")))
        .withMessageContaining("vigie.dpop.nonce-key");
  }
}
