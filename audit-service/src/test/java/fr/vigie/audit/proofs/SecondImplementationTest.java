package fr.vigie.audit.proofs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import fr.vigie.audit.checkpoint.TestSigner;
import fr.vigie.audit.ingest.Samples;
import fr.vigie.audit.log.TestLog;
import fr.vigie.audit.log.Verifier;
import fr.vigie.audit.tree.Tile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Our log as files, read by others.
class SecondImplementationTest {

  private static final int LEAVES = 1_300;
  private static final Path READER = Path.of("../audit-verifier/src/test/go").toAbsolutePath();
  private static final Path GO_CODE = Path.of("/usr/share/gocode");

  private final TestLog test = TestLog.create();
  private final TestSigner signer = new TestSigner(test);
  private final LogFiles files = TestProofs.files(test, signer);
  private @TempDir Path folder;

  private String export() throws Exception {
    test.writer()
        .append(
            LongStream.rangeClosed(1, LEAVES)
                .mapToObj(position -> Samples.disclosure(position).entry())
                .toList());
    write("checkpoint", signer.sign().getBytes(StandardCharsets.UTF_8));
    for (var number = 0L; number * Tile.WIDTH < LEAVES; number++) {
      var width = Tile.width(0, number, LEAVES);
      var path = "%03d%s".formatted(number, width == Tile.WIDTH ? "" : ".p/" + width);
      write("tile/0/" + path, files.tile(named("0/" + path)).orElseThrow());
      write("tile/entries/" + path, files.entries(named("entries/" + path)).orElseThrow());
    }
    write("tile/1/000.p/5", files.tile(named("1/000.p/5")).orElseThrow());
    return signer.keys().getFirst();
  }

  private static LogPath named(String path) {
    return LogPath.read(path).orElseThrow();
  }

  private void write(String path, byte[] bytes) throws Exception {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.write(folder.resolve(path), bytes);
  }

  @Test
  void our_verifier_finds_the_exported_archive_right() throws Exception {
    var key = export();

    var answer = Verifier.run("--log", folder.toString(), "--key", key);

    assertThat(answer.sentence()).isEmpty();
    assertThat(answer.json().getLong("leaves")).isEqualTo(LEAVES);
    assertThat(answer.json().getLong("withoutContents")).isZero();
  }

  /// The code that checks Go's module database: apt-get install golang-go golang-golang-x-mod-dev.
  @Test
  void the_client_of_the_go_checksum_database_finds_it_right() throws Exception {
    assumeThat(GO_CODE.resolve("src/golang.org/x/mod")).exists();
    var key = export();

    var go =
        new ProcessBuilder("go", "run", "./reader", folder.toString(), key)
            .directory(READER.toFile())
            .redirectErrorStream(true);
    go.environment()
        .putAll(
            Map.of(
                "GO111MODULE", "off",
                "GOPATH", GO_CODE.toString(),
                "GOCACHE", folder.resolve("cache").toString()));
    var process = go.start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).as(said).isZero();
    assertThat(said).contains("1300 leaves and").contains("are right");
  }
}
