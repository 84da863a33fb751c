package fr.vigie.eventstore;

/// How one event goes out.
///
/// @param topic where to
/// @param key events of one key stay in order
/// @param json the value: what is stored, or that without what must not leave the service
public record Publication(String topic, String key, String json) {

  /// As it is stored.
  public static Publication of(String topic, String key, StoredEvent event) {
    return new Publication(topic, key, event.json());
  }
}
