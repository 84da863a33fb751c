package fr.vigie.identity.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.qute.i18n.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// French sets `:`, `;`, `?` and `!` after a space that no line breaks at.
class FrenchTest {

  private static final Pattern BREAKABLE = Pattern.compile("(^|[^\u00a0])[:;?!]( |$)|« | »");
  private static final Pattern COLON_OF_A_TEMPLATE = Pattern.compile("\\}: ");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "page.Words",
        "enrolment.OwnWords",
        "enrolment.SessionWords",
        "desk.ResetWords",
        "federation.FederationWords",
        "page.PasskeyWords"
      })
  void no_line_breaks_before_a_colon(String words) throws ReflectiveOperationException {
    var sentences =
        Arrays.stream(Class.forName("fr.vigie.identity." + words).getDeclaredMethods())
            .map(method -> method.getAnnotation(Message.class).value())
            .toList();

    assertThat(sentences).isNotEmpty().noneMatch(BREAKABLE.asPredicate());
  }

  /// Where the words meet, the colon is theirs: English has another space before it.
  @Test
  void no_template_sets_a_colon_itself() throws IOException {
    try (var templates = Files.walk(Path.of("src/main/resources/templates"))) {
      var pages = templates.filter(Files::isRegularFile).toList();

      assertThat(pages).isNotEmpty();
      for (var page : pages) {
        assertThat(Files.readString(page))
            .as(page.toString())
            .doesNotContainPattern(COLON_OF_A_TEMPLATE);
      }
    }
  }
}
