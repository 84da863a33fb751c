package fr.vigie.bench;

import fr.vigie.embedded.Database;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Opens of records and searches with every law on, beside the same rows through the same HTTP
/// stack with nothing recorded, and with a plain INSERT of an audit row (PERFORMANCE P5, P12).
///
/// `VIGIE_BENCH_PERSONS` (20,000) says how many files there are. With `VIGIE_BENCH_MASS`
/// (5,000,000, say) as many are imported afterwards, and the same is asked among them, at the same
/// rate. Where `VIGIE_BENCH_FOLDER` names a folder, the data stay there, and a run that was ended
/// goes on from where it was.
final class RecordsBench {

  static final String NAME = "records";

  private static final int ADVISORS = 1_000;
  private static final String SEARCH = "search-p99";
  private static final String RATE = "search-rate";

  // Nobody is shown more than ten persons in a minute, and eight were asked for before.
  private static final long BETWEEN_SECONDS = 61;

  private final Report report;
  private final int first = number("VIGIE_BENCH_PERSONS", 20_000);
  private final int all = Math.max(first, number("VIGIE_BENCH_MASS", 0));
  private final Optional<Path> folder =
      Optional.ofNullable(System.getenv("VIGIE_BENCH_FOLDER")).map(Path::of);
  private final RecordsPeople people = new RecordsPeople(first, all, ADVISORS);

  RecordsBench(Report report) {
    this.report = report;
  }

  private static int number(String variable, int otherwise) {
    return Optional.ofNullable(System.getenv(variable)).map(Integer::parseInt).orElse(otherwise);
  }

  void run() throws Exception {
    var progress = new RecordsProgress(folder);
    try (var stage = folder.isPresent() ? Stage.kept(folder.get()) : Stage.open()) {
      var database = stage.database("records");
      var service =
          stage.start("records-service", database, RecordsLoad.settings(), Container.words());
      var load = new RecordsLoad(report, people, database, service.url(), progress);
      if (!progress.has(SEARCH)) {
        load.upTo(first);
        beside(
            stage,
            database,
            service,
            false,
            asked -> {
              asked.opens();
              var found = asked.searches(0);
              progress.keep(RATE, found.rate());
              progress.keep(SEARCH, found.p99());
            });
        tellMemory(service, "rss" + RecordsLoad.suffix(first));
      }
      if (all > first) {
        mass(stage, database, service, load, progress);
      }
    }
  }

  private void mass(
      Stage stage,
      Database database,
      Stage.Service service,
      RecordsLoad load,
      RecordsProgress progress)
      throws Exception {
    load.upTo(all);
    var suffix = RecordsLoad.suffix(all);
    tellMemory(service, "rss-loaded" + suffix);
    TimeUnit.SECONDS.sleep(BETWEEN_SECONDS);
    beside(
        stage,
        database,
        service,
        true,
        asked -> {
          asked.opens(); // as among few: searches come upon a service that is warm
          var found = asked.searches(progress.of(RATE));
          var before = progress.of(SEARCH);
          report.figure("search-p99" + suffix + "-vs-" + first, found.p99(), "ms", "few", before);
        });
    tellMemory(service, "rss" + suffix);
  }

  private interface Asking {
    void ask(RecordsRounds asked) throws Exception;
  }

  // The peer runs only while it is asked: what is loaded meanwhile has the machine alone.
  private void beside(
      Stage stage, Database database, Stage.Service service, boolean mass, Asking asking)
      throws Exception {
    var peer = stage.start("bench-peer", database, RecordsLoad.settings(), Container.words());
    try {
      RecordsLoad.table(database);
      asking.ask(new RecordsRounds(report, people, mass, stage, service, peer));
    } finally {
      peer.process().close();
    }
  }

  private void tellMemory(Stage.Service service, String metric) {
    report.figure(metric, Machine.rss(service.process().pid()), "MB", "limit", 400);
  }
}
