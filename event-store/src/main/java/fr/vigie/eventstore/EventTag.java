package fr.vigie.eventstore;

/// A label by which events are found again: `person=…`, `advisor-day=…`.
///
/// @param key what it names; no `=`
/// @param value which one
public record EventTag(String key, String value) {

  public EventTag {
    if (key.isEmpty() || key.indexOf('=') >= 0 || value.isEmpty()) {
      throw new IllegalArgumentException("a tag has a key without '=', and a value");
    }
  }

  public static EventTag of(String key, String value) {
    return new EventTag(key, value);
  }

  /// As it is stored: `key=value`.
  @Override
  public String toString() {
    return key + "=" + value;
  }
}
