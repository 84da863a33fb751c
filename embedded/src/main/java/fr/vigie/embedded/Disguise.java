package fr.vigie.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;

/// How PostgreSQL, which refuses to run as root, is run when we are root.
enum Disguise {
  /// We are not root: nothing to do.
  NONE,
  /// In a user namespace of its own, PostgreSQL sees itself as `nobody`; to the files it is root
  /// still, so that every folder root can reach will do.
  NAMESPACE,
  /// Where user namespaces are refused: as the user `nobody`, who must own the data and reach it.
  NOBODY;

  private static final int NOBODY_ID = 65534;
  private static final Disguise CHOSEN = choose();

  static Disguise chosen() {
    return CHOSEN;
  }

  /// What to put before a command.
  List<String> prefix() {
    return switch (this) {
      case NONE -> List.of();
      case NAMESPACE -> List.of("unshare", "--user");
      case NOBODY -> List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    };
  }

  private static Disguise choose() {
    if (!isRoot()) {
      return NONE;
    }
    var wanted = System.getProperty("vigie.embedded.disguise");
    if (wanted != null) {
      return valueOf(wanted);
    }
    return NAMESPACE.works() ? NAMESPACE : NOBODY;
  }

  private static boolean isRoot() {
    try {
      return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
    } catch (IOException | UnsupportedOperationException _) {
      return "root".equals(System.getProperty("user.name"));
    }
  }

  private boolean works() {
    return run(List.of("true"));
  }

  private boolean run(List<String> command) {
    try {
      var line = new ArrayList<>(prefix());
      line.addAll(command);
      return new ProcessBuilder(line)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// Makes a folder or file PostgreSQL's own.
  void give(Path path) {
    if (this != NOBODY) {
      return;
    }
    try {
      Files.setAttribute(path, "unix:uid", NOBODY_ID);
      Files.setAttribute(path, "unix:gid", NOBODY_ID);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Makes sure that PostgreSQL can pass through to its folder.
  void openTheWayTo(Path folder) {
    if (this != NOBODY) {
      return;
    }
    if (!works()) {
      throw new CannotStartException(
          "PostgreSQL does not run as root, and neither unshare nor setpriv (util-linux) works here:"
              + " start as an ordinary user.");
    }
    try {
      var parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        var permissions = Files.getPosixFilePermissions(parent);
        if (permissions.add(PosixFilePermission.OTHERS_EXECUTE)) {
          Files.setPosixFilePermissions(parent, permissions);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (!run(List.of("test", "-x", folder.toString()))) {
      throw new CannotStartException(
          "PostgreSQL does not run as root, and the user nobody cannot reach "
              + folder
              + ": start as an ordinary user, or choose another data folder.");
    }
  }
}
