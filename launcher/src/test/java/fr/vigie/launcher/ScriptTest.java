package fr.vigie.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The script in a tree of its own, with JDKs, Node and Maven that only say that they were called.
class ScriptTest {

  private static final List<String> TOOLS =
      List.of(
          "sh", "sed", "ls", "dirname", "find", "sort", "grep", "mkdir", "tee", "mv", "rm", "head",
          "tr", "cat", "touch", "printf", "sleep");
  private static final String JAR = "launcher/target/launcher-0.1.0.jar";

  @TempDir Path tree;

  /// What a run came to.
  private record Run(int code, String out, String err) {}

  private final Map<String, String> environment = new HashMap<>();

  @BeforeEach
  void lay_the_tree() throws IOException {
    Files.copy(
        Path.of(System.getProperty("user.dir")).resolveSibling("vigie"), tree.resolve("vigie"));
    program("mvnw", "echo \"$*\" >>mvnw.calls; mkdir -p launcher/target; touch " + JAR);
    write("pom.xml", "");
    write("launcher/pom.xml", "");
    write("records-service/src/main/java/A.java", "");
    for (var tool : TOOLS) {
      var found = Path.of("/usr/bin", tool);
      program(
          "bin/" + tool,
          "exec %s \"$@\"".formatted(Files.exists(found) ? found : Path.of("/bin", tool)));
    }
    environment.put("PATH", tree.resolve("bin").toString());
    environment.put("HOME", tree.resolve("home").toString());
    environment.put("VIGIE_JVM_FOLDERS", tree.resolve("jvm").toString());
  }

  @Test
  void takes_the_jdk_of_JAVA_HOME() throws Exception {
    built();
    environment.put("JAVA_HOME", jdk("mine", 25).toString());

    var run = run("status", "--json");

    assertThat(run.code()).isZero();
    assertThat(run.out()).isEqualTo("mine ran %s status --json\n".formatted(tree.resolve(JAR)));
  }

  @Test
  void passes_over_an_old_jdk_for_a_newer_one_of_the_system() throws Exception {
    built();
    environment.put("JAVA_HOME", jdk("old", 17).toString());
    jdk("jvm/seventeen", 17);
    jdk("jvm/twenty-six", 26);

    assertThat(run("status").out()).startsWith("twenty-six ran");
  }

  @Test
  void follows_the_links_of_the_javac_on_the_path() throws Exception {
    built();
    var jdk = jdk("linked", 25);
    Files.createSymbolicLink(tree.resolve("alternative"), jdk.resolve("bin/javac"));
    Files.createSymbolicLink(tree.resolve("bin/javac"), tree.resolve("alternative"));

    assertThat(run("status").out()).startsWith("linked ran");
  }

  @Test
  void says_what_to_install_where_there_is_no_jdk() throws Exception {
    built();
    jdk("jvm/seventeen", 17);

    var run = run("status");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).matches("Vigie needs a JDK 25 or newer and finds none: install .*\\.\n");
  }

  @Test
  void says_that_node_is_missing_before_it_builds() throws Exception {
    jdk("jvm/new", 25);

    var run = run("up");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).matches("Vigie needs Node.js 20 or newer, with npm, .*\\.\n");
    assertThat(tree.resolve("mvnw.calls")).doesNotExist();
  }

  @Test
  void says_that_node_is_too_old() throws Exception {
    jdk("jvm/new", 25);
    program("bin/node", "echo v18.19.0");

    assertThat(run("up").err()).contains("finds version 18");
  }

  @Test
  void builds_everything_the_first_time() throws Exception {
    jdk("jvm/new", 25);
    node();

    var run = run("up", "--detach");

    assertThat(run.code()).isZero();
    assertThat(run.out()).contains("new ran").contains("up --detach");
    assertThat(calls()).singleElement().asString().contains("-pl !bench,!bench-peer,!e2e package");
  }

  @Test
  void builds_only_the_service_that_has_changed() throws Exception {
    jdk("jvm/new", 25);
    node();
    built();
    touch("records-service/src/main/java/A.java");

    run("up");

    assertThat(calls()).singleElement().asString().endsWith("-pl records-service -am package");
  }

  @Test
  void builds_nothing_where_nothing_has_changed() throws Exception {
    jdk("jvm/new", 25);
    built();

    assertThat(run("up").code()).isZero();
    assertThat(tree.resolve("mvnw.calls")).doesNotExist();
  }

  @Test
  void leaves_the_jars_alone_while_a_suite_runs_from_them() throws Exception {
    jdk("jvm/new", 25);
    built();
    touch("records-service/src/main/java/A.java");
    write("running", "");

    run("up");

    assertThat(tree.resolve("mvnw.calls")).doesNotExist();
  }

  @Test
  void runs_every_gate_and_test() throws Exception {
    jdk("jvm/new", 25);
    node();

    assertThat(run("test").code()).isZero();
    assertThat(run("test", "--long").code()).isZero();

    assertThat(calls()).containsExactly("-B -ntp verify", "-B -ntp -Dvigie.long=true verify");
  }

  @Test
  void says_with_one_that_a_test_failed() throws Exception {
    jdk("jvm/new", 25);
    node();
    program("mvnw", "exit 17");

    assertThat(run("test").code()).isEqualTo(1);
  }

  @Test
  void says_that_a_test_failed_though_maven_did_not_count_it() throws Exception {
    jdk("jvm/new", 25);
    node();
    var report = "records-service/target/surefire-reports/A.txt";
    write(report, "Tests run: 1, Failures: 1, Errors: 0 <<< FAILURE! -- in A");
    Files.setLastModifiedTime(tree.resolve(report), FileTime.from(Instant.EPOCH));
    assertThat(run("test").code()).as("one of long ago").isZero();

    for (var told : List.of("<<< FAILURE! -- in A", "<<< ERROR! -- in A")) {
      program("mvnw", "sleep 0.01; echo '%s' >%s".formatted(told, report));
      var run = run("test");

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err()).contains(report);
    }
  }

  @Test
  void tests_nothing_while_a_suite_runs_from_the_jars() throws Exception {
    jdk("jvm/new", 25);
    node();
    built();
    write("running", "");

    var run = run("test");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).contains("./vigie down, then try again.");
    assertThat(tree.resolve("mvnw.calls")).doesNotExist();
  }

  @Test
  void says_what_failed_in_a_build() throws Exception {
    jdk("jvm/new", 25);
    node();
    program("mvnw", "echo '[ERROR] cannot find symbol'; exit 1");

    var run = run("up");

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err())
        .contains("cannot find symbol")
        .contains("The build failed; all it said is in launcher/target/build.log.");
  }

  private Run run(String... arguments) throws IOException, InterruptedException {
    var line = new java.util.ArrayList<>(List.of(tree.resolve("vigie").toString()));
    line.addAll(List.of(arguments));
    var out = tree.resolve("out");
    var err = tree.resolve("err");
    var builder =
        new ProcessBuilder(line)
            .directory(tree.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    var code = builder.start().waitFor();
    return new Run(code, Files.readString(out), Files.readString(err));
  }

  /// A JDK that says its name when it is to run a jar; there is a suite where a file says so.
  private Path jdk(String folder, int version) throws IOException {
    var name = Path.of(folder).getFileName();
    program(folder + "/bin/javac", "");
    program(
        folder + "/bin/java",
        """
        case "$*" in
          *-XshowSettings*) echo "    java.specification.version = %d" >&2 ;;
          "-jar %s status") test -f running ;;
          *) while [ "$1" != -jar ]; do shift; done; shift; echo "%s ran $*" ;;
        esac
        """
            .formatted(version, JAR, name));
    return tree.resolve(folder);
  }

  private void node() throws IOException {
    program("bin/node", "echo v20.19.0");
    program("bin/npm", "");
  }

  /// As after a build, a moment ago.
  private void built() throws IOException {
    write(JAR, "");
    write("launcher/target/built", "");
    try (var all = Files.walk(tree)) {
      for (var file : all.filter(path -> !path.startsWith(tree.resolve("bin"))).toList()) {
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-01-05T09:00:00Z")));
      }
    }
  }

  private void touch(String file) throws IOException {
    Files.setLastModifiedTime(
        tree.resolve(file), FileTime.from(Instant.parse("2026-01-05T10:00:00Z")));
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(tree.resolve("mvnw.calls"));
  }

  private void write(String file, String text) throws IOException {
    var path = tree.resolve(file);
    Files.createDirectories(path.resolve("..").normalize());
    Files.writeString(path, text, StandardCharsets.UTF_8);
  }

  private void program(String file, String body) throws IOException {
    write(file, "#!/bin/sh\n" + body + "\n");
    Files.setPosixFilePermissions(tree.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
