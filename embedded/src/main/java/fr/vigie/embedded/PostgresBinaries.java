package fr.vigie.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/// PostgreSQL's programs, unpacked once per version for all data folders of a user.
final class PostgresBinaries {

  private static final Set<PosixFilePermission> PASSABLE =
      PosixFilePermissions.fromString("rwxr-xr-x");

  private PostgresBinaries() {}

  /// The folder that holds `bin`, `lib` and `share`.
  static synchronized Path unpacked() {
    var archive = archive();
    try {
      var home = home();
      var folder = home.resolve("postgresql-" + fingerprint(archive));
      if (!Files.exists(folder)) {
        unpack(archive, home, folder);
      }
      return folder;
    } catch (IOException e) {
      throw new CannotStartException("PostgreSQL's programs cannot be unpacked: " + e, e);
    }
  }

  private static URL archive() {
    var system =
        System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac")
            ? "darwin"
            : "linux";
    var machine =
        switch (System.getProperty("os.arch")) {
          case "amd64", "x86_64" -> "x86_64";
          case "aarch64" -> "arm_64";
          case String other -> other;
        };
    var name = "/postgres-" + system + "-" + machine + ".txz";
    var found = PostgresBinaries.class.getResource(name);
    if (found == null) {
      throw new CannotStartException(
          "There are no PostgreSQL programs for this kind of machine ("
              + name
              + ") in this build.");
    }
    return found;
  }

  private static String fingerprint(URL archive) throws IOException {
    if (archive.openConnection() instanceof JarURLConnection jar) {
      jar.setUseCaches(false);
      try (var file = jar.getJarFile()) {
        return Long.toHexString(file.getEntry(jar.getEntryName()).getCrc());
      }
    }
    return Long.toHexString(archive.openConnection().getContentLengthLong());
  }

  private static Path home() throws IOException {
    var temporary = Path.of(System.getProperty("java.io.tmpdir"));
    var user = System.getProperty("user.name");
    if (Disguise.chosen() != Disguise.NOBODY) {
      var set = System.getenv("XDG_CACHE_HOME");
      var cache =
          set == null || set.isEmpty()
              ? Path.of(System.getProperty("user.home"), ".cache")
              : Path.of(set);
      try {
        return Files.createDirectories(cache.resolve("vigie"));
      } catch (IOException _) {
        // A user without a home of its own: the temporary folder will do.
      }
    }
    var folder = temporary.resolve("vigie-" + user);
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException _) {
      // Anyone may make a folder of that name there, and put programs into it.
      if (!Files.getOwner(folder).getName().equals(user)) {
        throw new CannotStartException(folder + " belongs to another user: remove it.");
      }
    }
    Files.setPosixFilePermissions(folder, PASSABLE);
    return folder;
  }

  private static void unpack(URL archive, Path home, Path folder) throws IOException {
    var draft = Files.createTempDirectory(home, "unpacking-");
    Files.setPosixFilePermissions(draft, PASSABLE);
    try (var in = archive.openStream();
        var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(in)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        place(entry, tar, draft);
      }
    }
    try {
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException _) {
      // Another JVM was quicker.
      delete(draft);
    }
  }

  private static void place(TarArchiveEntry entry, InputStream bytes, Path draft)
      throws IOException {
    var target = draft.resolve(entry.getName()).normalize();
    if (!target.startsWith(draft)) {
      throw new IOException("an entry outside the archive: " + entry.getName());
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      Files.setPosixFilePermissions(target, PASSABLE);
      return;
    }
    Files.createDirectories(target.resolve("..").normalize());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else if (entry.isLink()) {
      Files.createLink(target, draft.resolve(entry.getLinkName()));
    } else {
      Files.copy(bytes, target);
      var permissions =
          EnumSet.of(
              PosixFilePermission.OWNER_READ,
              PosixFilePermission.OWNER_WRITE,
              PosixFilePermission.GROUP_READ,
              PosixFilePermission.OTHERS_READ);
      if ((entry.getMode() & 0100) != 0) {
        permissions.addAll(
            Set.of(
                PosixFilePermission.OWNER_EXECUTE,
                PosixFilePermission.GROUP_EXECUTE,
                PosixFilePermission.OTHERS_EXECUTE));
      }
      Files.setPosixFilePermissions(target, permissions);
    }
  }

  /// Removes a folder and all that is in it; does not follow links.
  static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (var all = Files.walk(folder)) {
      for (var path : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
