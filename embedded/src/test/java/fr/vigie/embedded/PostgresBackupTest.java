package fr.vigie.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PostgresBackupTest {

  private static final int BEFORE = 200;

  // Of a path, on Linux.
  private static final int LONGEST = 4_096;

  @TempDir Path folder;

  // Rows come all the time while it is taken, so that files change under the copy.
  @Test
  void a_server_starts_on_a_copy_that_was_taken_while_another_wrote() throws Exception {
    var copy = folder.resolve("copy");
    var committed = new AtomicInteger();
    var enough = new CountDownLatch(BEFORE);
    var stop = new AtomicBoolean();
    int before;
    try (var server = PostgresServer.start(folder.resolve("server"), 0)) {
      var database = server.database("deeds");
      try (var owner = server.connect("deeds", database.owner())) {
        owner.createStatement().execute("create table deed (number int primary key, text text)");
        var writer =
            Thread.ofVirtual()
                .start(() -> {
                  try (var insert =
                      owner.prepareStatement("insert into deed values (?, repeat('x', 4000))")) {
                    while (!stop.get()) {
                      insert.setInt(1, committed.get());
                      insert.execute();
                      committed.incrementAndGet();
                      enough.countDown();
                    }
                  } catch (SQLException e) {
                    throw new AssertionError(e);
                  }
                });
        enough.await();
        before = committed.get();

        PostgresBackup.take(server.folder(), server.port(), copy);

        stop.set(true);
        writer.join();
      }
    }

    try (var other = PostgresServer.start(copy, 0);
        var owner = other.connect("deeds", other.superuser());
        var rows =
            owner
                .createStatement()
                .executeQuery("select count(*), max(number), min(length(text)) from deed")) {
      rows.next();
      assertThat(rows.getInt(1)).isBetween(before, committed.get());
      // No row is missing between others.
      assertThat(rows.getInt(2)).isEqualTo(rows.getInt(1) - 1);
      assertThat(rows.getInt(3)).isEqualTo(4_000);
    }
  }

  // The folder's path is so long that no deeper file has room below it.
  @Test
  void a_copy_that_ends_half_way_is_none_and_says_so_in_a_sentence() throws Exception {
    var deep = folder;
    while (deep.toString().length() < LONGEST - 250) {
      deep = deep.resolve("x".repeat(200));
    }
    var copy = deep.resolve("x".repeat(LONGEST - deep.toString().length() - 32));
    try (var server = PostgresServer.start(folder.resolve("server"), 0)) {
      assertThatThrownBy(() -> PostgresBackup.take(server.folder(), server.port(), copy))
          .isInstanceOf(CannotStartException.class)
          .hasMessageStartingWith("No backup was made: ");
    }

    assertThat(copy.resolve("data.unfinished")).isNotEmptyDirectory();
    assertThat(copy.resolve("data")).doesNotExist();
  }

  @Test
  void nothing_is_written_over() throws Exception {
    Files.writeString(folder.resolve("something"), "else");

    assertThatThrownBy(() -> PostgresBackup.take(folder, 1, folder))
        .isInstanceOf(CannotStartException.class);
    assertThat(folder.resolve("something")).hasContent("else");
  }
}
