package fr.vigie.eventstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventTypesTest {

  sealed interface Door {
    record Opened(String by, int degrees) implements Door {}

    record Closed(String by) implements Door {}
  }

  private static final EventTypes.Builder BUILDER =
      EventTypes.builder(new ObjectMapper(), event -> Map.of("operation", event.toString()))
          .stored("door.opened", 3, Door.Opened.class, e -> Set.of(EventTag.of("by", e.by())))
          .stored("door.closed", 1, Door.Closed.class, e -> Set.of());

  private static final EventTypes TYPES =
      BUILDER
          .upcast("door.opened", 1, form -> form.put("by", form.remove("who").asText()))
          .upcast("door.opened", 2, form -> form.put("degrees", 90))
          .build();

  @Test
  void writes_and_reads_today_s_form() {
    var event = new Door.Opened("alice", 45);

    var text = TYPES.write(event);

    assertThat(text).isEqualTo("{\"by\":\"alice\",\"degrees\":45}");
    assertThat(TYPES.read("door.opened", 3, text)).isEqualTo(event);
    assertThat(TYPES.version(event)).isEqualTo(3);
    assertThat(TYPES.tags(event)).containsExactly(EventTag.of("by", "alice"));
  }

  @Test
  void lifts_older_forms_step_by_step() {
    assertThat(TYPES.read("door.opened", 1, "{\"who\":\"bob\"}"))
        .isEqualTo(new Door.Opened("bob", 90));
    assertThat(TYPES.read("door.opened", 2, "{\"by\":\"bob\"}"))
        .isEqualTo(new Door.Opened("bob", 90));
  }

  @Test
  void knows_a_family_by_its_members() {
    assertThat(TYPES.names(Door.class)).containsExactlyInAnyOrder("door.closed", "door.opened");
    assertThat(TYPES.names(Door.Closed.class)).containsExactly("door.closed");
    assertThatThrownBy(() -> TYPES.names(String.class))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void fails_on_what_it_does_not_know() {
    assertUnreadable("door.slammed", 1, "{}");
    assertUnreadable("door.opened", 4, "{\"by\":\"bob\",\"degrees\":1}");
    assertUnreadable("door.opened", 0, "{}");
    assertUnreadable("door.opened", 1, "[]");
    assertUnreadable("door.opened", 3, "{\"by\":\"bob\",\"new\":1}");
    assertThatThrownBy(() -> TYPES.write("a string")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void does_not_quote_what_it_could_not_read() {
    assertThatThrownBy(() -> TYPES.read("door.opened", 3, "{\"secret-name\":\"Dupont\"}"))
        .isInstanceOf(UnreadableEventException.class)
        .hasStackTraceContaining("door.opened")
        .satisfies(fault -> {
          var text = new java.io.StringWriter();
          fault.printStackTrace(new java.io.PrintWriter(text));
          assertThat(text.toString()).doesNotContain("Dupont").doesNotContain("secret-name");
        });
  }

  @Test
  void refuses_a_table_that_says_two_things() {
    var json = new ObjectMapper();
    var builder =
        EventTypes.builder(json, _ -> Map.of()).stored("a", 1, Door.Opened.class, _ -> Set.of());

    assertThatThrownBy(() -> builder.stored("a", 1, Door.Closed.class, _ -> Set.of()))
        .hasMessageContaining("name taken");
    assertThatThrownBy(() -> builder.stored("b", 1, Door.Opened.class, _ -> Set.of()))
        .hasMessageContaining("has a name already");
    assertThatThrownBy(() -> builder.upcast("a", 1, form -> form))
        .hasMessageContaining("no newer version");
    assertThatThrownBy(() -> builder.stored("c", 0, Door.Closed.class, _ -> Set.of()))
        .hasMessageContaining("count from 1");
  }

  @Test
  void adds_what_an_event_says_of_itself_to_what_the_request_says() {
    var event = new Door.Closed("alice");

    assertThat(TYPES.attributes(event, Map.of("actor", "alice", "operation", "other")))
        .isEqualTo(Map.of("actor", "alice", "operation", event.toString()));
  }

  private static void assertUnreadable(String name, int version, String text) {
    assertThatThrownBy(() -> TYPES.read(name, version, text))
        .isInstanceOf(UnreadableEventException.class)
        .hasMessageContaining(name);
  }
}
