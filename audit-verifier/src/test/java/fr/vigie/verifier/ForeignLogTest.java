package fr.vigie.verifier;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A log that is not ours: written by golang.org/x/mod/sumdb of Debian 12 (src/test/go/writer).
class ForeignLogTest {

  private static final Path LOG = Path.of("src/test/resources/sumdb");

  private @TempDir Path copy;

  @BeforeEach
  void copy() throws IOException {
    try (var all = Files.walk(LOG)) {
      for (var file : all.filter(Files::isRegularFile).toList()) {
        var target = copy.resolve(LOG.relativize(file));
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  private int check(String... more) throws IOException {
    var key = Files.readString(LOG.resolve("key")).strip();
    var arguments = new ArrayList<>(List.of("--log", copy.toString(), "--key", key));
    arguments.addAll(List.of(more));
    var silent = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    return Verify.run(arguments.toArray(String[]::new), Map.of(), silent, silent);
  }

  @Test
  void is_read_and_found_right() throws IOException {
    assertThat(check()).isZero();
    assertThat(check("--checkpoint", LOG.resolve("checkpoint").toString())).isZero();
  }

  @Test
  void every_flipped_bit_is_found() throws IOException {
    var random = new Random(20_261_125);
    List<Path> files;
    try (var all = Files.walk(copy)) {
      files = all.filter(Files::isRegularFile).sorted().toList();
    }
    for (var n = 0; n < 300; n++) {
      var file = files.get(random.nextInt(files.size()));
      if (file.endsWith("key")) {
        continue;
      }
      var whole = Files.readAllBytes(file);
      var changed = whole.clone();
      changed[random.nextInt(changed.length)] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, changed);

      assertThat(check()).as("%s, change %d", file, n).isNotZero();

      Files.write(file, whole);
    }
    assertThat(check()).isZero();
  }

  @Test
  void another_checkpoint_of_before_shows_a_fork() throws IOException {
    assertThat(check("--head", "300:" + "ab".repeat(32))).isEqualTo(1);
    assertThat(check("--head", "601:" + "ab".repeat(32))).isEqualTo(1);
  }
}
