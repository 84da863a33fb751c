package fr.vigie.audit.siem;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.views.LoggedEntry;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Events in OCSF's words.
class OcsfTest {

  private static JsonNode ocsf(Samples.Sample sample) {
    var entry = LoggedEntry.read(41, LocalDate.parse("2026-01-01"), sample.entry().bytes());
    return Ocsf.of(entry);
  }

  @Test
  void a_disclosure_says_who_saw_whom_and_from_where() {
    var event = ocsf(Samples.disclosure(3).with("ce_device", "device-1"));

    assertThat(event.at("/class_uid").asInt()).isEqualTo(6003);
    assertThat(event.at("/activity_id").asInt()).isEqualTo(2);
    assertThat(event.at("/time").asLong()).isEqualTo(1_767_603_603_123L);
    assertThat(event.at("/actor/user/uid").asText()).isEqualTo("advisor-3");
    assertThat(event.at("/actor/user/org/uid").asText()).isEqualTo("FT");
    assertThat(event.at("/actor/session/uid").asText()).isEqualTo("session-3");
    assertThat(event.at("/src_endpoint/uid").asText()).isEqualTo("device-1");
    assertThat(event.at("/src_endpoint/subnet_uid").asText()).isEqualTo("10.1.2.0/24");
    assertThat(event.at("/resources/0/uid").asText()).isEqualTo("person-3");
    assertThat(event.at("/resources/0/labels/1").asText()).isEqualTo("contact");
    assertThat(event.at("/api/operation").asText()).isEqualTo("read");
    assertThat(event.at("/unmapped/purpose").asText()).isEqualTo("interview");
    assertThat(event.at("/metadata/sequence").asLong()).isEqualTo(41);
    assertThat(event.at("/status_id").asInt()).isEqualTo(1);
  }

  @Test
  void a_refusal_is_a_failure_with_its_reason() {
    var event =
        ocsf(
            Samples.disclosure(3)
                .with("ce_outcome", "refused")
                .saying("{\"reason\":\"no-relation\"}"));

    assertThat(event.at("/status_id").asInt()).isEqualTo(2);
    assertThat(event.at("/status_detail").asText()).isEqualTo("no-relation");
    assertThat(event.at("/severity_id").asInt()).isEqualTo(2);
  }

  @Test
  void an_alert_is_a_finding_with_its_evidence() {
    var event =
        ocsf(
            Samples.disclosure(3)
                .with("ce_type", "alerts.alert-raised.v1")
                .with("ce_operation", "raise-alert")
                .with("ce_outcome", "done")
                .saying(
                    """
                    {"alert":"a-1","rule":"exposure-budget","severity":"critical","scope":"account",\
                    "target":"advisor-3","measured":201,"limit":200,"evidence":["e-1"],\
                    "freeze":true,"at":"2026-01-05T09:00:00Z"}\
                    """));

    assertThat(event.at("/class_uid").asInt()).isEqualTo(2004);
    assertThat(event.at("/severity_id").asInt()).isEqualTo(5);
    assertThat(event.at("/finding_info/uid").asText()).isEqualTo("a-1");
    assertThat(event.at("/finding_info/title").asText()).isEqualTo("exposure-budget");
    assertThat(event.at("/finding_info/related_events_uids/0").asText()).isEqualTo("e-1");
    assertThat(event.at("/unmapped/measured").asText()).isEqualTo("201");
  }

  @ParameterizedTest
  @CsvSource({
    "sign-in, 300201",
    "end-session, 300202",
    "create-account, 300101",
    "freeze, 300105",
    "lock, 300109",
    "read, 600302",
    "assign, 600301",
    "never-heard-of, 600399"
  })
  void the_type_follows_from_the_operation(String operation, long type) {
    var event = ocsf(Samples.disclosure(3).with("ce_operation", operation));

    assertThat(event.at("/type_uid").asLong()).isEqualTo(type);
    assertThat(event.at("/class_uid").asLong()).isEqualTo(type / 100);
    assertThat(event.at("/category_uid").asLong()).isEqualTo(type / 100_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "not json", "[]", "{}", "{\"type\":7,\"time\":{}}"})
  void bytes_that_are_no_event_are_told_as_an_unknown_one(String bytes) {
    var entry =
        LoggedEntry.read(41, LocalDate.parse("2026-01-01"), bytes.getBytes(StandardCharsets.UTF_8));

    var event = Ocsf.of(entry);

    assertThat(event.at("/metadata/sequence").asLong()).isEqualTo(41);
    assertThat(event.at("/activity_name").asText()).isEqualTo("unknown");
  }
}
