package fr.vigie.identity.platform;

import fr.vigie.contracts.Attribute;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Where a request came from, kept with every event it causes.
///
/// @param device the browser's device cookie, which lockout-service alone can read; not in events
public record Trail(String network, String correlation, Optional<String> device) {

  private static final String SERVICE = "identity-service";

  /// For what happens by itself: sweeps, expiries.
  public static Trail ofTheService() {
    return new Trail("none", UUID.randomUUID().toString(), Optional.empty());
  }

  /// Attributes of an event that no known person caused.
  public Map<String, String> attributes() {
    return Map.of(
        Attribute.ACTOR.key(), SERVICE,
        Attribute.NETWORK.key(), network,
        Attribute.CORRELATION.key(), correlation);
  }

  /// Attributes of an event an account caused.
  public Map<String, String> attributes(UUID account) {
    var all = new TreeMap<>(attributes());
    all.put(Attribute.ACTOR.key(), account.toString());
    return all;
  }

  /// Attributes of an event an account caused in a session.
  public Map<String, String> attributes(UUID account, UUID session) {
    var all = new TreeMap<>(attributes());
    all.put(Attribute.ACTOR.key(), account.toString());
    all.put(Attribute.SESSION.key(), session.toString());
    return all;
  }
}
