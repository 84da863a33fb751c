package fr.vigie.records.terms;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/// The keys of the index, the current one first, and hashes of terms under it: events tell that the
/// same thing was looked for again, not what (R35).
@ApplicationScoped
public class BlindKeys {

  private final BlindKey current;
  private final Optional<BlindKey> former;

  BlindKeys(BlindIndex settings) {
    current = BlindKey.of(settings.blindIndexKey(), "vigie.records.blind-index-key");
    former =
        settings
            .formerBlindIndexKey()
            .map(key -> BlindKey.of(key, "vigie.records.former-blind-index-key"));
  }

  /// 32 hexadecimal digits, the same for the same term.
  public String term(String kind, String text) {
    var hash = current.hash(kind, text);
    return "%016x%016x".formatted(hash.getMostSignificantBits(), hash.getLeastSignificantBits());
  }

  BlindKey current() {
    return current;
  }

  Optional<BlindKey> former() {
    return former;
  }

  /// Hashes a term may lie in the index under.
  List<UUID> all(String kind, String text) {
    return Stream.concat(Stream.of(current), former.stream())
        .map(key -> key.hash(kind, text))
        .toList();
  }
}
