package fr.vigie.witness;

import com.fasterxml.jackson.core.JsonFactory;
import fr.vigie.verifier.notes.NoteKey;
import fr.vigie.witness.Follower.Seen;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/// The program: watches a log from outside, without a token and without signing anything.
public final class Monitor {

  static final String USAGE =
      """
      usage: Monitor --log URL --key KEY --folder FOLDER [--every SECONDS] [--still SECONDS]
                     [--whole SECONDS] [--once]

      Follows a log. Where it contradicts what it showed before, or a tile was changed, one line of
      JSON on standard output says so, a sentence on standard error too, and it ends. Where the log
      stands still, both say so, and it goes on.
        --log     as in https://audit.example/log
        --key     the log's: NAME+ID+KEY, as in C2SP signed-note
        --folder  what was seen last; keep it, and what contradicts it comes there too
        --every   between two looks: 1
        --still   without a new checkpoint for so long, it stands still: 3600
        --whole   between two times that every tile is read: 3600
        --once    looks once and ends
      Exit code 0: it goes on (of --once). 1: it contradicts itself or was altered. 2: it cannot be
      watched. 3: it stands still (of --once).
      """;

  private static final JsonFactory JSON = new JsonFactory();
  private static final int GOES_ON = 0;
  private static final int ALTERED = 1;
  private static final int UNUSABLE = 2;
  private static final int STILL = 3;

  private final Follower follower;
  private final String log;
  private final PrintStream out;
  private final PrintStream err;
  private boolean stoodStill;

  /// @param log its name
  Monitor(Follower follower, String log, PrintStream out, PrintStream err) {
    this.follower = follower;
    this.log = log;
    this.out = out;
    this.err = err;
  }

  /// Watches until the log is not what it was.
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), Clock.systemUTC(), System.out, System.err));
  }

  /// The program as a function.
  ///
  /// @return the exit code
  static int run(List<String> arguments, Clock clock, PrintStream out, PrintStream err) {
    try {
      var words = Words.read(arguments);
      var follower =
          new Follower(
              words.key(),
              new Memory(words.folder()),
              new OpenDoors(words.log(), words.key()),
              words.pace());
      var monitor = new Monitor(follower, words.key().name(), out, err);
      while (true) {
        var code = monitor.look(clock);
        if (words.once() || code == ALTERED) {
          return code;
        }
        LockSupport.parkNanos(words.every().toNanos());
      }
    } catch (IllegalArgumentException | IOException e) {
      err.println("The log is not watched: " + e.getMessage() + ".");
      err.print(USAGE);
      return UNUSABLE;
    }
  }

  /// Looks once, and says what is new.
  int look(Clock clock) throws IOException {
    return switch (follower.look(clock.instant())) {
      case Seen.Contradicts(var how) -> {
        tell("log-forked", "The log contradicts itself: " + how + ".");
        yield ALTERED;
      }
      case Seen.Altered(var how) -> {
        tell("log-altered", how);
        yield ALTERED;
      }
      case Seen.StandsStill(var since) -> {
        if (!stoodStill) {
          tell("log-still", "The log stands still since " + since + ".");
        }
        stoodStill = true;
        yield STILL;
      }
      case Seen.GoesOn(var size) -> {
        if (stoodStill) {
          err.println("The log goes on, at " + size + " leaves.");
        }
        stoodStill = false;
        yield GOES_ON;
      }
    };
  }

  private void tell(String alert, String sentence) throws IOException {
    var line = new StringWriter();
    try (var json = JSON.createGenerator(line)) {
      json.writeStartObject();
      json.writeStringField("alert", alert);
      json.writeStringField("log", log);
      json.writeStringField("what", sentence);
      json.writeEndObject();
    }
    out.println(line);
    out.flush();
    err.println(sentence);
  }

  /// What stands on the command line.
  record Words(
      URI log, NoteKey key, Path folder, Follower.Pace pace, Duration every, boolean once) {

    static Words read(List<String> arguments) {
      var log = "";
      var key = "";
      var folder = "";
      var every = "1";
      var still = "3600";
      var whole = "3600";
      var once = false;
      for (var rest = arguments.iterator(); rest.hasNext(); ) {
        var option = rest.next();
        switch (option) {
          case "--log" -> log = value(rest);
          case "--key" -> key = value(rest);
          case "--folder" -> folder = value(rest);
          case "--every" -> every = value(rest);
          case "--still" -> still = value(rest);
          case "--whole" -> whole = value(rest);
          case "--once" -> once = true;
          default -> throw new IllegalArgumentException("unknown option " + option);
        }
      }
      if (log.isEmpty() || key.isEmpty() || folder.isEmpty()) {
        throw new IllegalArgumentException("log, key and folder must be given");
      }
      return new Words(
          URI.create(log.endsWith("/") ? log : log + "/"),
          NoteKey.parse(key),
          Path.of(folder),
          new Follower.Pace(seconds(still), seconds(whole)),
          seconds(every),
          once);
    }

    private static String value(Iterator<String> rest) {
      return rest.hasNext() ? rest.next() : "";
    }

    private static Duration seconds(String text) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
  }
}
