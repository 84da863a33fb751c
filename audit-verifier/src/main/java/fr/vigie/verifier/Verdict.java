package fr.vigie.verifier;

import com.fasterxml.jackson.core.JsonFactory;
import java.io.IOException;
import java.io.StringWriter;
import org.jspecify.annotations.Nullable;

/// What a check came to.
///
/// @param leaves how many leaves were found right, from the first one on
/// @param hash of the last of them, in hexadecimal digits
/// @param firstBad the first place that is not right; null where all of the log is
record Verdict(long leaves, String hash, @Nullable Fault firstBad) {

  /// A place where the log was altered.
  ///
  /// @param index the leaf
  /// @param what is wrong there, as a sentence without its end
  record Fault(long index, String what) {

    String sentence() {
      return "The log was altered at leaf " + index + ": " + what + ".";
    }
  }

  boolean ok() {
    return firstBad == null;
  }

  /// One JSON object on one line.
  String json() {
    var text = new StringWriter();
    try (var json = JsonFactory.builder().build().createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("leaves", leaves);
      if (leaves == 0) {
        json.writeNullField("head");
      } else {
        json.writeObjectFieldStart("head");
        json.writeNumberField("index", leaves - 1);
        json.writeStringField("hash", hash);
        json.writeEndObject();
      }
      json.writeBooleanField("ok", ok());
      if (firstBad == null) {
        json.writeNullField("firstBad");
      } else {
        json.writeObjectFieldStart("firstBad");
        json.writeNumberField("index", firstBad.index());
        json.writeStringField("what", firstBad.what());
        json.writeEndObject();
      }
      json.writeEndObject();
    } catch (IOException e) {
      throw new IllegalStateException("writing to memory does not fail", e);
    }
    return text.toString();
  }
}
