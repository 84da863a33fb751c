package fr.vigie.verifier;

import fr.vigie.verifier.notes.Checkpoint;
import fr.vigie.verifier.notes.NoteKey;
import fr.vigie.verifier.verdicts.Head;
import fr.vigie.verifier.verdicts.Trust;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/// What was asked for. Arguments win over the environment. User and password come from a file,
/// since a command line can be read by everybody on the machine.
///
/// @param target what is checked
/// @param trust whom to believe
/// @param progress show it although standard error may be no terminal
record Options(Target target, Trust trust, boolean progress) {

  static final String USAGE =
      """
      usage: Verify --url jdbc:postgresql://HOST:PORT/DATABASE --properties FILE
             Verify --log URL|FOLDER --key KEY [--token FILE] [--hashes] [--save FOLDER]
             Verify --proof FILE --key KEY
             with each: [--key KEY]... [--witness KEY]... [--checkpoint FILE]...
                        [--head SIZE:ROOT]... [--progress]

      Checks a log in its database, a log as C2SP tlog-tiles files (live or in a folder), or a proof
      that one event is in the log.
        --properties  holds 'user' and 'password' (or the settings of audit-service, as they are)
        --key         a key of the log: NAME+ID+KEY, as in C2SP signed-note
        --witness     a key of a witness, who must have signed too
        --checkpoint  one that was kept from before: the log must go on from it
        --head        the same as SIZE:ROOT, as an earlier check printed it
        --token       holds an access token for the entries
        --hashes      reads no entries
        --save        keeps a copy of what was read
      The environment may say VIGIE_VERIFY_URL, VIGIE_VERIFY_PROPERTIES and VIGIE_VERIFY_HEAD instead.
      Exit code 0: the log is whole. 1: it was altered. 2: it could not be read.
      """;

  private static final String SERVICE = "quarkus.datasource.";

  /// What is checked.
  sealed interface Target {

    /// A log in a database.
    ///
    /// @param login `user` and `password`
    record InDatabase(String url, Properties login) implements Target {}

    /// A log as files.
    ///
    /// @param place a URL or a folder
    record AsFiles(String place, @Nullable String token, boolean withEntries, @Nullable String copy)
        implements Target {}

    /// A proof.
    record OfOneLeaf(String file) implements Target {}
  }

  /// What stands on the command line, as it stands there.
  private static final class Words {
    private String url;
    private String properties;
    private @Nullable String log;
    private @Nullable String proof;
    private @Nullable String token;
    private @Nullable String copy;
    private boolean entries = true;
    private boolean progress;
    private final List<NoteKey> keys = new ArrayList<>();
    private final List<NoteKey> witnesses = new ArrayList<>();
    private final List<Head> heads = new ArrayList<>();

    Words(Map<String, String> environment) {
      url = environment.getOrDefault("VIGIE_VERIFY_URL", "");
      properties = environment.getOrDefault("VIGIE_VERIFY_PROPERTIES", "");
    }

    void take(String option, Iterator<String> rest) throws IOException {
      switch (option) {
        case "--url" -> url = value(rest, option);
        case "--properties" -> properties = value(rest, option);
        case "--log" -> log = value(rest, option);
        case "--proof" -> proof = value(rest, option);
        case "--token" -> token = Files.readString(Path.of(value(rest, option))).strip();
        case "--save" -> copy = value(rest, option);
        case "--hashes" -> entries = false;
        case "--key" -> keys.add(NoteKey.parse(value(rest, option)));
        case "--witness" -> witnesses.add(NoteKey.parse(value(rest, option)));
        case "--head" -> heads.add(Head.parse(value(rest, option)));
        case "--checkpoint" -> heads.add(head(Path.of(value(rest, option)), keys));
        case "--progress" -> progress = true;
        default -> throw new IllegalArgumentException("unknown option " + option);
      }
    }

    Target target() throws IOException {
      if ((log != null || proof != null) && keys.isEmpty()) {
        throw new IllegalArgumentException("--key must say whom to believe");
      }
      if (proof != null) {
        return new Target.OfOneLeaf(proof);
      }
      return log != null
          ? new Target.AsFiles(log, token, entries, copy)
          : database(url, properties);
    }
  }

  /// Reads them.
  ///
  /// @throws IllegalArgumentException with a sentence, where something is missing or unknown
  static Options read(String[] arguments, Map<String, String> environment) throws IOException {
    var words = new Words(environment);
    var rest = List.of(arguments).iterator();
    while (rest.hasNext()) {
      words.take(rest.next(), rest);
    }
    var head = environment.getOrDefault("VIGIE_VERIFY_HEAD", "");
    if (words.heads.isEmpty() && !head.isEmpty()) {
      words.heads.add(Head.parse(head));
    }
    return new Options(
        words.target(), new Trust(words.keys, words.witnesses, words.heads), words.progress);
  }

  /// A checkpoint of before, as a head; a false one would be no reason to doubt the log.
  private static Head head(Path file, List<NoteKey> keys) throws IOException {
    var checkpoint = Checkpoint.parse(Files.readString(file));
    if (!keys.isEmpty() && !checkpoint.note().isSignedByAny(keys)) {
      throw new IllegalArgumentException("the checkpoint of before is not signed by a key given");
    }
    return new Head(checkpoint.size(), HexFormat.of().formatHex(checkpoint.root()));
  }

  private static Target database(String asked, String properties) throws IOException {
    var given = new Properties();
    if (!properties.isEmpty()) {
      try (var text = Files.newBufferedReader(Path.of(properties))) {
        given.load(text);
      }
    }
    var url =
        asked.isEmpty()
            ? given.getProperty("url", given.getProperty(SERVICE + "jdbc.url", ""))
            : asked;
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("--url must say which database, as jdbc:postgresql://...");
    }
    return new Target.InDatabase(url, login(given));
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
