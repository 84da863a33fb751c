package fr.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

  @TempDir Path folder;

  @Test
  void writes_what_a_child_prints_to_its_log() throws IOException {
    var log = folder.resolve("log");

    var child = ChildProcess.start("echo", List.of("sh", "-c", "echo out; echo err >&2"), log);

    assertThat(child.ended().join()).isZero();
    assertThat(Files.readString(log)).isEqualTo("out\nerr\n");
  }

  @Test
  void kills_a_child_that_does_not_stop_when_asked() {
    var child =
        ChildProcess.start(
            "stubborn",
            List.of("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"),
            folder.resolve("log"));

    child.stop(Duration.ofMillis(200));

    assertThat(child.isAlive()).isFalse();
  }

  /// The parent here is a JVM of its own, killed as the system kills: no hook of it runs.
  @Test
  void ends_with_a_killed_parent() throws Exception {
    var parent =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                Parent.class.getName(),
                folder.resolve("child").toString())
            .redirectErrorStream(true)
            .start();
    long child;
    try (var said = parent.inputReader()) {
      child = Long.parseLong(said.readLine());
      assertThat(ProcessHandle.of(child)).isPresent();

      parent.destroyForcibly().waitFor();
    }

    ProcessHandle.of(child).ifPresent(handle -> handle.onExit().join());
    assertThat(ProcessHandle.of(child).map(ProcessHandle::isAlive).orElse(false)).isFalse();
  }

  /// Starts a child, tells its pid, waits to be killed.
  static final class Parent {
    public static void main(String[] arguments) throws InterruptedException {
      var child = ChildProcess.start("sleep", List.of("sleep", "600"), Path.of(arguments[0]));
      System.out.println(child.pid());
      Thread.currentThread().join();
    }

    private Parent() {}
  }
}
