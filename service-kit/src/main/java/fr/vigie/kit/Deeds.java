package fr.vigie.kit;

import fr.vigie.contracts.Attribute;
import fr.vigie.contracts.Recorded;
import java.util.Map;
import java.util.TreeMap;

/// What an event says of itself, as attributes.
public final class Deeds {

  private Deeds() {}

  /// The attributes of an event of ours; none for anything else.
  public static Map<String, String> attributes(Object event) {
    if (!(event instanceof Recorded recorded)) {
      return Map.of();
    }
    var deed = recorded.deed();
    var all = new TreeMap<String, String>();
    all.put(Attribute.OPERATION.key(), deed.operation());
    all.put(Attribute.OUTCOME.key(), deed.outcome().word());
    if (deed.subject() != null) {
      all.put(Attribute.SUBJECT.key(), deed.subject());
    }
    if (!deed.fieldClasses().isEmpty()) {
      all.put(Attribute.FIELD_CLASSES.key(), String.join(",", deed.fieldClasses()));
    }
    if (deed.purpose() != null) {
      all.put(Attribute.PURPOSE.key(), deed.purpose());
    }
    if (deed.basis() != null) {
      all.put(Attribute.BASIS.key(), deed.basis());
    }
    return all;
  }
}
