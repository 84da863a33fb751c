package fr.vigie.verifier;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;

/// What was asked for. Arguments win over the environment. User and password come from a file,
/// since a command line can be read by everybody on the machine.
///
/// @param url of the database, `jdbc:postgresql://...`
/// @param login `user` and `password`
/// @param heads that were seen before
/// @param progress show it although standard error may be no terminal
record Options(String url, Properties login, List<Head> heads, boolean progress) {

  static final String USAGE =
      """
      usage: Verify --url jdbc:postgresql://HOST:PORT/DATABASE --properties FILE
                    [--head SIZE:ROOT]... [--progress]

      Checks every leaf of a log. FILE holds 'user' and 'password' (or the settings of audit-service,
      as they are); a head is what an earlier check printed. The environment may say
      VIGIE_VERIFY_URL, VIGIE_VERIFY_PROPERTIES and VIGIE_VERIFY_HEAD instead.
      Exit code 0: the log is whole. 1: it was altered. 2: it could not be read.
      """;

  private static final String SERVICE = "quarkus.datasource.";

  /// Reads them.
  ///
  /// @throws IllegalArgumentException with a sentence, where something is missing or unknown
  static Options read(String[] arguments, Map<String, String> environment) throws IOException {
    var url = environment.getOrDefault("VIGIE_VERIFY_URL", "");
    var file = environment.getOrDefault("VIGIE_VERIFY_PROPERTIES", "");
    var heads = new ArrayList<Head>();
    var progress = false;
    var rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      switch (rest.next()) {
        case "--url" -> url = value(rest, "--url");
        case "--properties" -> file = value(rest, "--properties");
        case "--head" -> heads.add(Head.parse(value(rest, "--head")));
        case "--progress" -> progress = true;
        case String other -> throw new IllegalArgumentException("unknown option " + other);
      }
    }
    var head = environment.getOrDefault("VIGIE_VERIFY_HEAD", "");
    if (heads.isEmpty() && !head.isEmpty()) {
      heads.add(Head.parse(head));
    }
    var given = new Properties();
    if (!file.isEmpty()) {
      try (var text = Files.newBufferedReader(Path.of(file))) {
        given.load(text);
      }
    }
    if (url.isEmpty()) {
      url = given.getProperty("url", given.getProperty(SERVICE + "jdbc.url", ""));
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("--url must say which database, as jdbc:postgresql://...");
    }
    return new Options(url, login(given), heads, progress);
  }

  private static Properties login(Properties given) {
    var login = new Properties();
    for (var key : List.of("user", "password")) {
      var name = key.equals("user") ? SERVICE + "username" : SERVICE + key;
      var value = given.getProperty(key, given.getProperty(name));
      if (value != null) {
        login.setProperty(key, value);
      }
    }
    return login;
  }

  private static String value(Iterator<String> rest, String option) {
    try {
      return rest.next();
    } catch (NoSuchElementException e) {
      throw new IllegalArgumentException(option + " needs a value", e);
    }
  }
}
