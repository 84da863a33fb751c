package fr.vigie.audit.proofs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogPathTest {

  @ParameterizedTest
  @CsvSource({
    "0/000, 0, 0, 256",
    "0/x001/x234/067, 0, 1234067, 256",
    "63/001.p/255, 63, 1, 255",
    "entries/x001/000.p/1, -1, 1000, 1",
  })
  void reads_what_the_specification_writes(String path, int level, long number, int width) {
    assertThat(LogPath.read(path)).contains(new LogPath(level, number, width));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0",
        "0/",
        "0/0",
        "0/00",
        "0/0000",
        "00/000",
        "64/000",
        "-1/000",
        "0/x000/001",
        "0/001/002",
        "0/000.p/0",
        "0/000.p/256",
        "0/000.p/01",
        "0/000.p/",
        "0/000/",
        "entry/000",
        "0/x001",
        "0/../000",
        "0/%30%30%30",
        "0/x001/x001/x001/x001/x001/x001/001",
      })
  void names_nothing_by_any_other_path(String path) {
    assertThat(LogPath.read(path)).isEmpty();
  }

  @Test
  void is_in_the_log_when_all_of_it_is() {
    assertThat(new LogPath(0, 273, 112).isIn(70_000)).isTrue();
    assertThat(new LogPath(0, 273, 113).isIn(70_000)).isFalse();
    assertThat(new LogPath(1, 1, 17).isIn(70_000)).isTrue();
    assertThat(new LogPath(2, 0, 1).isIn(70_000)).isTrue();
    assertThat(new LogPath(2, 0, 2).isIn(70_000)).isFalse();
    assertThat(new LogPath(63, 0, 1).isIn(70_000)).isFalse();
    assertThat(new LogPath(LogPath.ENTRIES, 272, 256).isIn(70_000)).isTrue();
  }
}
