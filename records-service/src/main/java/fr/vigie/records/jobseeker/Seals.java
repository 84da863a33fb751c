package fr.vigie.records.jobseeker;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import fr.vigie.records.keys.DataKey;
import fr.vigie.records.keys.Retention;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/// A file's classes as sealed bytes, and back. What is sealed is JSON, so that a class may gain a
/// field without sealing anything again.
public final class Seals {

  // A mapper of its own: what lies in the store does not change with a setting of the HTTP edge.
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .build();

  private Seals() {}

  /// Every class of the file there is something in.
  ///
  /// @param keys one for each retention class the file has something in
  public static Map<String, String> seal(JobSeeker file, Map<Retention, DataKey> keys) {
    var parts = new HashMap<FieldClass, Object>();
    parts.put(FieldClass.IDENTITY, file.identity());
    parts.put(FieldClass.CONTACT, file.contact());
    parts.put(FieldClass.SITUATION, file.situation());
    parts.put(FieldClass.PATH, file.path());
    parts.put(FieldClass.NIR, file.identifiers());
    if (file.contract() != null) {
      parts.put(FieldClass.CONTRACT, file.contract());
    }
    if (file.disability() != null) {
      parts.put(FieldClass.DISABILITY, file.disability());
    }
    if (file.detention() != null) {
      parts.put(FieldClass.DETENTION, file.detention());
    }
    var sealed = new HashMap<String, String>();
    parts.forEach(
        (fieldClass, part) -> sealed.put(fieldClass.word(), seal(fieldClass, part, keys)));
    return sealed;
  }

  /// One class, in base64.
  public static String seal(FieldClass fieldClass, Object part, Map<Retention, DataKey> keys) {
    return seal(fieldClass, fieldClass.word(), part, keys);
  }

  /// One entry of a class that has several, in base64. It opens as no other entry.
  public static String seal(
      FieldClass fieldClass, UUID entry, Object part, Map<Retention, DataKey> keys) {
    return seal(fieldClass, part(fieldClass, entry), part, keys);
  }

  private static String seal(
      FieldClass fieldClass, String name, Object part, Map<Retention, DataKey> keys) {
    var key = keys.get(fieldClass.retention());
    if (key == null) {
      throw new IllegalStateException("a file lacks the key of " + fieldClass.retention());
    }
    try {
      return Base64.getEncoder().encodeToString(key.seal(name, JSON.writeValueAsBytes(part)));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What was sealed as this class.
  public static <T> T open(DataKey key, FieldClass fieldClass, byte[] sealed, Class<T> type) {
    return open(key, fieldClass.word(), sealed, type);
  }

  /// What was sealed as this entry.
  public static <T> T open(
      DataKey key, FieldClass fieldClass, UUID entry, byte[] sealed, Class<T> type) {
    return open(key, part(fieldClass, entry), sealed, type);
  }

  private static <T> T open(DataKey key, String part, byte[] sealed, Class<T> type) {
    try {
      return JSON.readValue(key.open(part, sealed), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String part(FieldClass fieldClass, UUID entry) {
    return fieldClass.word() + "|" + entry;
  }
}
