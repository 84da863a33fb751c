package fr.vigie.embedded;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.postgresql.ds.PGSimpleDataSource;

/// A copy of a server's folder while the server runs, from which another server starts.
///
/// It is PostgreSQL's own base backup, by its functions, since `pg_basebackup` is not among the
/// binaries: the files are copied as they change, and the write-ahead log of meanwhile puts them
/// right when a server starts on the copy. A slot for this one connection keeps that log until it
/// is copied. What is sealed in the database is sealed in the copy: the key-encryption keys lie
/// elsewhere, and do not come along.
public final class PostgresBackup {

  private static final String LOG = "pg_wal";
  // Of one run of a server: a new one makes them anew.
  private static final Set<String> LEFT_OUT =
      Set.of(
          LOG,
          "pg_dynshmem",
          "pg_notify",
          "pg_replslot",
          "pg_serial",
          "pg_snapshots",
          "pg_stat_tmp",
          "pg_subtrans");
  private static final Set<String> OF_THE_PROCESS = Set.of("postmaster.pid", "postmaster.opts");

  private PostgresBackup() {}

  /// Copies what the server on `folder` holds.
  ///
  /// @param to a folder that is empty, or is not there yet
  /// @throws CannotStartException where the server does not answer, or the copy cannot be written
  public static void take(Path folder, int port, Path to) {
    try {
      make(to);
    } catch (IOException e) {
      throw new CannotStartException("No backup was made: " + e.getMessage(), e);
    }
    var passwords = new Secrets(folder.resolve("passwords.properties"));
    try (var server = connect(port, passwords.of(PostgresServer.SUPERUSER))) {
      run(server, "select pg_create_physical_replication_slot('vigie_backup', true, true)");
      run(server, "select pg_backup_start('vigie', true)");
      var data = folder.resolve("data");
      var draft = to.resolve("data.unfinished");
      copy(data, draft, LEFT_OUT);
      var label = text(server, "select labelfile from pg_backup_stop(false)");
      copy(data.resolve(LOG), draft.resolve(LOG), Set.of());
      Files.writeString(draft.resolve("backup_label"), label);
      Secrets.writePrivately(
          to.resolve("passwords.properties"),
          Files.readString(folder.resolve("passwords.properties")));
      // Only now: on half a copy a server would start, and not know that it is half.
      Files.move(draft, to.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
    } catch (SQLException | IOException e) {
      throw new CannotStartException("No backup was made: " + e.getMessage(), e);
    }
  }

  private static Connection connect(int port, String password) throws SQLException {
    var source = new PGSimpleDataSource();
    source.setUrl("jdbc:postgresql://localhost:" + port + "/" + PostgresServer.SUPERUSER);
    source.setUser(PostgresServer.SUPERUSER);
    source.setPassword(password);
    source.setConnectTimeout(30);
    return source.getConnection();
  }

  private static void make(Path to) throws IOException {
    Files.createDirectories(to);
    try (var there = Files.list(to)) {
      if (there.findAny().isPresent()) {
        throw new CannotStartException("No backup was made: " + to + " is not empty.");
      }
    }
    Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwx------"));
  }

  private static void run(Connection server, String sql) throws SQLException {
    try (var statement = server.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String text(Connection server, String sql) throws SQLException {
    try (var statement = server.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getString(1);
    }
  }

  // A file that goes while we walk was of no use any more: the log tells what came of it.
  private static void copy(Path from, Path to, Set<String> emptied) throws IOException {
    Files.walkFileTree(
        from,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            var copy = to.resolve(from.relativize(folder).toString());
            Files.createDirectories(copy);
            Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwx------"));
            Disguise.chosen().give(copy);
            return from.equals(folder.getParent()) && emptied.contains(name(folder))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            if (attributes.isRegularFile() && !OF_THE_PROCESS.contains(name(file))) {
              var copy = to.resolve(from.relativize(file).toString());
              try {
                Files.copy(file, copy);
              } catch (NoSuchFileException gone) {
                return visitFileFailed(file, gone);
              }
              Disguise.chosen().give(copy);
            }
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException fault) throws IOException {
            if (fault instanceof NoSuchFileException) {
              return FileVisitResult.CONTINUE;
            }
            throw fault;
          }
        });
  }

  private static String name(Path path) {
    return String.valueOf(path.getFileName());
  }
}
