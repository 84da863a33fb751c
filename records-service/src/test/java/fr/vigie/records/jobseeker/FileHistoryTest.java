package fr.vigie.records.jobseeker;

import static fr.vigie.records.jobseeker.TestFiles.AWA;
import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.FileHistory.Change;
import fr.vigie.records.jobseeker.FileHistory.Most;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FileHistoryTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");

  private FileHistory history =
      FileHistory.NOTHING.after(
          at(0, new Registered(AWA.toString(), Map.of("identity", "i0", "disability", "d0"))));

  @Test
  void of_a_class_that_is_not_wanted_there_is_no_trace() {
    after(
        1, new FileChanged(AWA.toString(), "identity-corrected", "portfolio", classes("identity")));
    after(
        2, new FileChanged(AWA.toString(), "disability-noted", "portfolio", classes("disability")));
    after(3, entry("a", "appointments"));
    after(4, entry("n", "history"));

    var told =
        history.only(Set.of(FieldClass.IDENTITY, FieldClass.HISTORY), new Most(12, 1_000, 50));

    assertThat(told.classes()).containsOnlyKeys("identity");
    assertThat(told.entries()).containsOnlyKeys("n");
    assertThat(told.changes())
        .extracting(Change::fieldClasses)
        .containsExactly(List.of("identity"), List.of("identity"), List.of("history"));
  }

  @Test
  void the_newest_are_told_the_oldest_of_them_first() {
    for (var number = 1; number <= 5; number++) {
      after(number, entry("n" + number, "history"));
    }

    var told = history.only(Set.of(FieldClass.HISTORY), new Most(2, 1_000, 3));

    assertThat(told.entries().keySet()).containsExactly("n4", "n5");
    assertThat(told.changes())
        .extracting(Change::at)
        .containsExactly(NINE.plusSeconds(3), NINE.plusSeconds(4), NINE.plusSeconds(5));
  }

  @Test
  void many_of_one_class_leave_room_for_another() {
    after(1, entry("a", "appointments"));
    for (var number = 2; number <= 5; number++) {
      after(number, entry("n" + number, "history"));
    }

    var told =
        history.only(Set.of(FieldClass.HISTORY, FieldClass.APPOINTMENTS), new Most(2, 1_000, 50));

    assertThat(told.entries().keySet()).containsExactlyInAnyOrder("a", "n4", "n5");
  }

  @Test
  void long_notes_are_told_as_far_as_there_is_room_the_newest_first() {
    for (var number = 1; number <= 5; number++) {
      after(number, entry("n" + number, "history", "s".repeat(400)));
    }

    var told = history.only(Set.of(FieldClass.HISTORY), new Most(10, 700, 50));

    assertThat(told.entries().keySet()).containsExactly("n4", "n5");
  }

  private void after(int seconds, JobSeekerEvent event) {
    history = history.after(at(seconds, event));
  }

  private static EntryWritten entry(String name, String fieldClass) {
    return entry(name, fieldClass, "s");
  }

  private static EntryWritten entry(String name, String fieldClass, String sealed) {
    return new EntryWritten(AWA.toString(), name, fieldClass, "note-written", "portfolio", sealed);
  }

  private static Map<String, String> classes(String name) {
    return Map.of(name, "c");
  }

  private static StoredEvent at(int seconds, JobSeekerEvent event) {
    return new StoredEvent(
        seconds + 1L,
        new UUID(7, seconds),
        "test",
        1,
        NINE.plusSeconds(seconds),
        event,
        "{}",
        Map.of(),
        Set.of());
  }
}
