package fr.vigie.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import fr.vigie.contracts.alerts.AlertEvent;
import fr.vigie.contracts.audit.AlertCaseEvent;
import fr.vigie.contracts.audit.AuditEvent;
import fr.vigie.contracts.audit.BreachEvent;
import fr.vigie.contracts.audit.LogEvent;
import fr.vigie.contracts.audit.QuestionEvent;
import fr.vigie.contracts.audit.ReplayEvent;
import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.ResetEvent;
import fr.vigie.contracts.lockout.FreezeEvent;
import fr.vigie.contracts.lockout.LockoutEvent;
import fr.vigie.contracts.lockout.PolicyEvent;
import fr.vigie.contracts.records.DisclosureEvent;
import fr.vigie.contracts.records.RecordsEvent;
import fr.vigie.contracts.records.RelationEvent;
import fr.vigie.contracts.records.StandingEvent;
import fr.vigie.contracts.requests.RequestEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
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

  /// Every event family, and the topic that carries it.
  private static final Map<Class<? extends Recorded>, String> FAMILIES =
      Map.ofEntries(
          Map.entry(AlertEvent.class, Topics.ALERTS),
          Map.entry(AlertCaseEvent.class, Topics.AUDIT),
          Map.entry(AuditEvent.class, Topics.AUDIT),
          Map.entry(LogEvent.class, Topics.AUDIT),
          Map.entry(BreachEvent.class, Topics.AUDIT),
          Map.entry(QuestionEvent.class, Topics.AUDIT),
          Map.entry(ReplayEvent.class, Topics.AUDIT),
          Map.entry(DisclosureEvent.class, Topics.DISCLOSURES),
          Map.entry(FreezeEvent.class, Topics.LOCKOUT),
          Map.entry(IdentityEvent.class, Topics.IDENTITY),
          Map.entry(ResetEvent.class, Topics.IDENTITY),
          Map.entry(LockoutEvent.class, Topics.LOCKOUT),
          Map.entry(PolicyEvent.class, Topics.LOCKOUT),
          Map.entry(RecordsEvent.class, Topics.RECORDS),
          Map.entry(RelationEvent.class, Topics.RECORDS),
          Map.entry(RequestEvent.class, Topics.REQUESTS),
          Map.entry(StandingEvent.class, Topics.RECORDS));

  static Stream<Class<?>> events() {
    return FAMILIES.keySet().stream().flatMap(SchemasTest::events);
  }

  private static Stream<Class<?>> events(Class<?> family) {
    return Arrays.stream(family.getPermittedSubclasses())
        .flatMap(type -> type.isSealed() ? events(type) : Stream.of(type));
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
            long.class,
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
  void the_asyncapi_page_lists_every_topic_and_event() throws IOException {
    var file = Path.of("src/main/resources/asyncapi.yaml");
    var page = page();

    if (Boolean.getBoolean("vigie.schemas.write")) {
      Files.writeString(file, page);
    }

    assertThat(file).hasContent(page);
    assertThat(Attribute.values())
        .filteredOn(a -> a != Attribute.SUBJECT)
        .allSatisfy(a -> assertThat(page).contains("ce_" + a.key() + ":"));
  }

  private static String page() throws IOException {
    var page = new StringBuilder(part("head")).append("channels:\n");
    for (var topic : Topics.ALL) {
      page.append("  %s:\n    address: %s\n".formatted(camel(topic.name()), topic.name()))
          .append("    description: %s\n".formatted(topic.description()));
      var carried = names(family -> topic.name().equals(FAMILIES.get(family)));
      if (!carried.isEmpty()) {
        page.append("    messages:\n");
        carried.forEach(name ->
            page.append(
                "      %1$s:\n        $ref: '#/components/messages/%1$s'\n"
                    .formatted(camel(name))));
      }
    }
    page.append(part("components")).append("  messages:\n");
    names(_ -> true)
        .forEach(name ->
            page.append(
                """
                    %s:
                      name: %s.v1
                      traits:
                        - $ref: '#/components/messageTraits/cloudEvent'
                      payload:
                        $ref: './schemas/%s.v1.json'
                """
                    .formatted(camel(name), name, name)));
    return page.toString();
  }

  private static List<String> names(Predicate<Class<?>> wanted) {
    return FAMILIES.keySet().stream()
        .filter(wanted)
        .flatMap(SchemasTest::events)
        .map(SchemasTest::storedName)
        .sorted()
        .toList();
  }

  private static String part(String name) throws IOException {
    return Files.readString(Path.of("src/test/resources/asyncapi-" + name + ".yaml"));
  }

  private static String camel(String name) {
    return Pattern.compile("[.-]([a-z])")
        .matcher(name.replaceFirst("^vigie\\.", "").replaceFirst("\\.v1$", ""))
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
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
