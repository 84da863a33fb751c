package fr.vigie.audit.ingest;

import fr.vigie.contracts.Topics;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Which events this service can read: those whose JSON Schema lies in the contracts it was built
/// with.
///
/// A version that is newer than these may mean something else by the same names, so it is not read.
/// An event whose very name is new is: its envelope says what questions are asked about, and a leaf
/// is better evidence than a dead letter.
final class KnownEvents {

  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /// Whether events of this name can be read in this version.
  ///
  /// @param name as stored, for example `records.record-disclosed`; letters, digits, `-` and `.`
  boolean canRead(String name, int version) {
    return hasSchema(name, version) || !hasSchema(name, 1);
  }

  private boolean hasSchema(String name, int version) {
    var type = name + ".v" + version;
    if (known.contains(type)) {
      return true;
    }
    var there = Topics.class.getResource("/schemas/" + type + ".json") != null;
    if (there) {
      known.add(type);
    }
    return there;
  }
}
