package fr.vigie.records.fields;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import fr.vigie.kit.Problems;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One JSON object from outside, read with suspicion: no field twice, nothing after its end, UTF-8
/// as it should be, no deeper and no longer than any field of ours is.
public final class StrictJson {

  private static final int DEEPEST = 8;
  private static final int LONGEST_TEXT = 16_384;
  private static final int LONGEST_NUMBER = 20;
  private static final int LONGEST_NAME = 64;

  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNestingDepth(DEEPEST)
                          .maxStringLength(LONGEST_TEXT)
                          .maxNumberLength(LONGEST_NUMBER)
                          .maxNameLength(LONGEST_NAME)
                          .build())
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private StrictJson() {}

  /// The object that a text is; null, and a problem more, where it is none.
  public static @Nullable FieldReader object(String text, List<FieldProblem> problems) {
    try {
      var node = JSON.readTree(text);
      if (node.isObject()) {
        return new FieldReader(node, problems);
      }
    } catch (JacksonException _) {
      // said below; the parser's own words would quote the text
    }
    problems.add(new FieldProblem("", "must be one JSON object", "doit être un seul objet JSON"));
    return null;
  }

  /// What a request's body says; every mistake in it is told in one problem.
  ///
  /// @throws io.quarkiverse.resteasy.problem.HttpProblem 400 where a field is not what it must be
  public static <T> T read(byte @Nullable [] body, Function<FieldReader, T> reading) {
    var problems = new ArrayList<FieldProblem>();
    var object = object(text(body, problems), problems);
    if (object != null) {
      var read = reading.apply(object);
      object.end();
      if (problems.isEmpty()) {
        return read;
      }
    }
    throw Problems.builder(
            400,
            "invalid-fields",
            "Some fields are not what they must be",
            "Nothing was changed. Correct the fields named and send it again."
                + " Rien n’a été modifié : corrigez les champs nommés.")
        .with("problems", problems.subList(0, Math.min(problems.size(), 50)))
        .build();
  }

  private static String text(byte @Nullable [] body, List<FieldProblem> problems) {
    if (body == null) {
      return "";
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException _) {
      problems.add(new FieldProblem("", "must be UTF-8", "doit être en UTF-8"));
      return "";
    }
  }
}
