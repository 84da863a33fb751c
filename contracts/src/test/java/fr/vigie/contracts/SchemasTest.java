package fr.vigie.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.RecordsEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The JSON Schemas are written from the records and checked in: a change of a record shows in the
/// diff, and a forgotten one here. `-Dvigie.schemas.write=true` writes them.
class SchemasTest {

  private static final Path FOLDER = Path.of("src/main/resources/schemas");

  private static final SchemaGenerator GENERATOR =
      new SchemaGenerator(
          configuration(
                  new SchemaGeneratorConfigBuilder(
                      SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON))
              .build());

  private static SchemaGeneratorConfigBuilder configuration(SchemaGeneratorConfigBuilder with) {
    with.with(
        Option.EXTRA_OPEN_API_FORMAT_VALUES, Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
    with.forFields()
        .withNullableCheck(field ->
            Arrays.stream(field.getRawMember().getAnnotatedType().getAnnotations())
                .anyMatch(a -> a.annotationType() == Nullable.class))
        .withRequiredCheck(field -> true);
    return with;
  }

  static Stream<Class<?>> events() {
    return Stream.of(
            IdentityEvent.class,
            LockoutEvent.class,
            RecordsEvent.class,
            DisclosureEvent.class,
            AuditEvent.class)
        .flatMap(family -> Arrays.stream(family.getPermittedSubclasses()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void a_schema_is_what_its_record_says(Class<?> event) throws IOException {
    var file = FOLDER.resolve(storedName(event) + ".v1.json");
    var schema = schema(event);

    if (Boolean.getBoolean("vigie.schemas.write")) {
      Files.writeString(file, schema);
    }

    assertThat(file).exists().hasContent(schema);
  }

  @Test
  void no_schema_is_left_of_an_event_that_is_gone() throws IOException {
    try (var files = Files.list(FOLDER)) {
      assertThat(files.map(f -> String.valueOf(f.getFileName())))
          .containsExactlyInAnyOrderElementsOf(
              events().map(e -> storedName(e) + ".v1.json").toList());
    }
  }

  @Test
  void every_event_is_a_flat_record_of_references_and_words() {
    var plain =
        List.of(
            String.class,
            int.class,
            boolean.class,
            List.class,
            java.time.Instant.class,
            java.time.LocalDate.class);

    assertThat(events())
        .allSatisfy(event ->
            assertThat(event.getRecordComponents())
                .allSatisfy(c -> assertThat(plain).contains(c.getType())));
  }

  @Test
  void every_topic_and_event_stands_in_the_asyncapi_page() throws IOException {
    var page = Files.readString(Path.of("src/main/resources/asyncapi.yaml"));

    assertThat(Topics.ALL)
        .allSatisfy(t -> assertThat(page).contains("address: " + t.name() + "\n"));
    assertThat(events())
        .allSatisfy(e ->
            assertThat(page)
                .contains(
                    "name: " + storedName(e) + ".v1\n", "schemas/" + storedName(e) + ".v1.json"));
    assertThat(Attribute.values())
        .filteredOn(a -> a != Attribute.SUBJECT)
        .allSatisfy(a -> assertThat(page).contains("ce_" + a.key() + ":"));
  }

  private static String schema(Class<?> event) {
    ObjectNode schema = GENERATOR.generateSchema(event);
    schema.put("title", storedName(event));
    return schema.toPrettyString() + "\n";
  }

  private static String storedName(Class<?> event) {
    var family = event.getPackageName().substring(event.getPackageName().lastIndexOf('.') + 1);
    return family
        + "."
        + event.getSimpleName().replaceAll("(?<=.)([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }
}
