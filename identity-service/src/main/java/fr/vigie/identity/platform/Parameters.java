package fr.vigie.identity.platform;

import com.nimbusds.oauth2.sdk.util.URLUtils;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The parameters of a query or a form, before anything is made of them.
///
/// @param all each with all the values it was given
public record Parameters(Map<String, List<String>> all) {

  private static final int MAX_LENGTH = 2048;
  private static final int MAX_LONG_LENGTH = 16_384;

  /// Reads what is form-encoded; what is not makes no parameter.
  public static Parameters parse(@Nullable String encoded) {
    return new Parameters(encoded == null ? Map.of() : URLUtils.parseParameters(encoded));
  }

  /// The value of a parameter that was given once, is not empty and is sound.
  public Optional<String> one(String name) {
    var values = all.getOrDefault(name, List.of());
    return values.size() == 1 && !values.getFirst().isEmpty() && isSound(values.getFirst())
        ? Optional.of(values.getFirst())
        : Optional.empty();
  }

  /// The value of a parameter that may be long, as what a browser says of a passkey is: given once,
  /// not empty, up to 16,384 characters.
  public Optional<String> oneLong(String name) {
    var values = all.getOrDefault(name, List.of());
    return values.size() == 1
            && !values.getFirst().isEmpty()
            && values.getFirst().length() <= MAX_LONG_LENGTH
            && values.getFirst().chars().noneMatch(Character::isISOControl)
        ? Optional.of(values.getFirst())
        : Optional.empty();
  }

  /// Whether none is doubled (RFC 6749, 3.1 and 3.2), over 2048 characters, or has control
  /// characters, which nobody has reason to send.
  public boolean areSound() {
    return all.values().stream()
        .allMatch(values -> values.size() == 1 && isSound(values.getFirst()));
  }

  /// All but these.
  public Parameters without(Set<String> names) {
    var rest = new LinkedHashMap<>(all);
    rest.keySet().removeAll(names);
    return new Parameters(rest);
  }

  /// These and one more.
  public Parameters with(String name, String value) {
    var more = new LinkedHashMap<>(all);
    more.put(name, List.of(value));
    return new Parameters(more);
  }

  /// Written again, in one way.
  public String encoded() {
    return URLUtils.serializeParameters(all);
  }

  private static boolean isSound(String value) {
    return value.length() <= MAX_LENGTH && value.chars().noneMatch(Character::isISOControl);
  }

  @Override
  public String toString() {
    return "Parameters" + all.keySet();
  }
}
