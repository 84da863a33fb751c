package fr.vigie.eventstore;

import java.security.SecureRandom;
import java.util.UUID;

/// Makes event ids: UUID version 7 (RFC 9562, 5.7), the time in the first 48 bits, so that the
/// index of ids grows at its end.
final class EventIds {

  private static final SecureRandom RANDOM = new SecureRandom();

  private EventIds() {}

  static UUID at(long epochMillis) {
    var high = (epochMillis << 16) | 0x7000L | (RANDOM.nextInt() & 0xfffL);
    var low = (RANDOM.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
