package fr.vigie.witness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fr.vigie.testkit.MutableClock;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Somebody outside watches, with nothing but the log's key. (ATTACKS 42 to 46)
class MonitorTest {

  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final int GOES_ON = 0;
  private static final int ALTERED = 1;
  private static final int STILL = 3;

  private final TinyLog log = new TinyLog("log.test/log");
  private final MutableClock clock = MutableClock.at(NINE.toString());
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private @TempDir Path folder;
  private TinyDoors doors;

  @BeforeEach
  void start() throws IOException {
    log.add(800);
    doors = new TinyDoors(log, 600);
  }

  @AfterEach
  void end() {
    doors.close();
  }

  /// A process of its own each time: what it knows it has from the folder.
  private int look() {
    return Monitor.run(
        List.of("--log", doors.url(), "--key", log.key(), "--folder", folder.toString(), "--once"),
        clock,
        new PrintStream(out, true, StandardCharsets.UTF_8),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }

  private String said() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private TinyLog forkAt(int size) {
    var fork = log.forkAt(size);
    fork.add(400);
    return fork;
  }

  @Test
  void a_log_that_grows_goes_on() {
    assertThat(look()).isEqualTo(GOES_ON);
    doors.show(log, 800);
    assertThat(look()).isEqualTo(GOES_ON);
    assertThat(said()).isEmpty();
  }

  // Of several caches one may be behind.
  @Test
  void an_older_checkpoint_that_the_log_joins_to_the_newer_one_contradicts_nothing() {
    doors.show(log, 800);
    look();
    doors.showOlder(700);

    assertThat(look()).isEqualTo(GOES_ON);
    assertThat(said()).isEmpty();
  }

  // ATTACKS 45: two histories of one key
  @Test
  void a_fork_is_told_and_both_checkpoints_are_kept() throws IOException {
    look();
    doors.show(forkAt(500), 700);

    assertThat(look()).isEqualTo(ALTERED);
    assertThat(said())
        .startsWith("{\"alert\":\"log-forked\",\"log\":\"log.test/log\",")
        .contains("it showed 600 leaves before, and what it shows now, 700, does not go with them");
    try (var kept = Files.list(folder)) {
      assertThat(kept.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.endsWith(".refused"))
          .anyMatch(name -> name.endsWith(".checkpoint"));
    }
  }

  // ATTACKS 44, 46: rewritten and signed anew with the stolen key, at the same size
  @Test
  void another_tree_of_the_same_size_is_told() {
    look();
    doors.show(forkAt(250), 600);

    assertThat(look()).isEqualTo(ALTERED);
  }

  // ATTACKS 43
  @Test
  void a_log_that_was_rolled_back_is_told() {
    look();
    doors.show(log, 550);

    assertThat(look()).isEqualTo(ALTERED);
    assertThat(said()).contains("600 leaves before, and what it shows now, 550");
  }

  // ATTACKS 42
  @Test
  void an_old_tile_that_was_changed_is_told_with_its_leaves() {
    look();
    doors.changeAnOldTile();

    assertThat(look()).isEqualTo(ALTERED);
    assertThat(said())
        .startsWith("{\"alert\":\"log-altered\",")
        .contains("between leaves 0 and 255");
  }

  // ATTACKS 46: no key of the log at all
  @Test
  void a_checkpoint_that_another_key_signed_is_told() {
    var other = new TinyLog("log.test/log");
    other.add(600);
    doors.show(other, 600);

    assertThat(look()).isEqualTo(ALTERED);
    assertThat(said()).contains("that its key did not sign");
  }

  // ATTACKS 32: events that are withheld from the log, all of them
  @Test
  void a_log_that_shows_nothing_new_for_an_hour_stands_still_and_goes_on_later() {
    look();

    clock.advance(Duration.ofHours(1));
    assertThat(look()).isEqualTo(GOES_ON);
    clock.advance(Duration.ofSeconds(1));
    assertThat(look()).isEqualTo(STILL);
    assertThat(said()).contains("\"log-still\"").contains("since 2026-01-05T09:00:00Z");
    doors.show(log, 601);
    assertThat(look()).isEqualTo(GOES_ON);
  }

  @Test
  void a_log_that_is_away_stands_still_and_is_accused_of_nothing() {
    look();
    doors.close();

    assertThat(look()).isEqualTo(GOES_ON);
    clock.advance(Duration.ofSeconds(3601));
    assertThat(look()).isEqualTo(STILL);
  }

  @Test
  void a_memory_that_was_damaged_is_not_begun_anew() throws IOException {
    look();
    try (var kept = Files.list(folder)) {
      Files.writeString(kept.toList().getFirst(), "nothing");
    }

    assertThat(look()).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("was damaged");
  }

  @Test
  void says_what_must_be_given() {
    assertThatThrownBy(() -> Monitor.Words.read(List.of("--log", "http://localhost/log")))
        .hasMessage("log, key and folder must be given");
    var words =
        Monitor.Words.read(
            List.of("--log", "http://localhost/log", "--key", log.key(), "--folder", "x"));
    assertThat(words.every()).isEqualTo(Duration.ofSeconds(1));
    assertThat(words.pace()).isEqualTo(new Follower.Pace(Duration.ofHours(1), Duration.ofHours(1)));
    assertThat(words.log()).hasToString("http://localhost/log/");
  }
}
