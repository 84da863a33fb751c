package fr.vigie.records.jobseeker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/// A file's classes as sealed bytes, and back. What is sealed is JSON, so that a class may gain a
/// field without sealing anything again.
final class Seals {

  // A mapper of its own: what lies in the store does not change with a setting of the HTTP edge.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private Seals() {}

  /// Every class of the file there is something in.
  ///
  /// @param keys one for each retention class the file has something in
  static Map<String, String> seal(JobSeeker file, Map<Retention, DataKey> keys) {
    var parts = new HashMap<FieldClass, Object>();
    parts.put(FieldClass.IDENTITY, file.identity());
    parts.put(FieldClass.CONTACT, file.contact());
    parts.put(FieldClass.SITUATION, file.situation());
    parts.put(FieldClass.PATH, file.path());
    parts.put(FieldClass.NIR, file.identifiers());
    if (file.disability() != null) {
      parts.put(FieldClass.DISABILITY, file.disability());
    }
    var sealed = new HashMap<String, String>();
    parts.forEach(
        (fieldClass, part) -> sealed.put(fieldClass.word(), seal(fieldClass, part, keys)));
    return sealed;
  }

  private static String seal(FieldClass fieldClass, Object part, Map<Retention, DataKey> keys) {
    var key = keys.get(fieldClass.retention());
    if (key == null) {
      throw new IllegalStateException("a file lacks the key of " + fieldClass.retention());
    }
    try {
      return Base64.getEncoder().encodeToString(key.seal(fieldClass, JSON.writeValueAsBytes(part)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> T open(DataKey key, FieldClass fieldClass, byte[] sealed, Class<T> type) {
    try {
      return JSON.readValue(key.open(fieldClass, sealed), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
