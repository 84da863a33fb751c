package fr.vigie.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.Secrets;
import fr.vigie.launcher.population.Population;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Loads the population through the services' import doors. What is loaded is noted after every
/// batch, and the doors keep what they have, so that a killed load goes on where it stopped.
final class PopulationImport {

  private static final long SEED = 20240208;
  private static final int BATCH = 500;
  private static final int UNDER_WAY = 4;
  private static final int ACCOUNTS_BATCH = 10;

  // Measured with a million: records, its log, and what Kafka keeps of both.
  private static final long BYTES_EACH = 5_200;
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .addModule(new SimpleModule().addSerializer(LocalDate.class, new ToStringSerializer()))
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
          .build();

  private final Installation installation;
  private final int offset;
  private final Secrets secrets;
  private final Terminal terminal;
  private final HttpClient http = HttpClient.newHttpClient();

  PopulationImport(Installation installation, int offset, Secrets secrets, Terminal terminal) {
    this.installation = installation;
    this.offset = offset;
    this.secrets = secrets;
    this.terminal = terminal;
  }

  /// The population of this installation: the same for as long as its data folder lives.
  static Population population(Secrets secrets) {
    return new Population(SEED, Base64.getDecoder().decode(secrets.key("population.references")));
  }

  /// How many persons this installation holds.
  static int loaded(Installation installation) {
    try {
      return Files.exists(installation.loaded())
          ? JSON.readTree(Files.readString(installation.loaded())).path("loaded").asInt()
          : 0;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Loads whoever is missing of this many persons.
  void run(int people) {
    var population = population(secrets);
    var demo = DemoAccounts.of(installation.demoAccounts(), population.staff());
    var from = loaded(installation);
    if (Files.notExists(installation.loaded())) {
      accounts(demo);
    }
    if (from < people) {
      requireRoom(people - from);
      persons(population, demo.keeper(), from, people);
    }
  }

  private void requireRoom(long more) {
    try {
      var free = Files.getFileStore(installation.secrets());
      var needed = more * BYTES_EACH;
      if (free.getUsableSpace() < needed) {
        throw new CannotStartException(
            String.format(
                Locale.ROOT,
                "%,d persons take about %,d MB on disk, and %,d MB are free.",
                more,
                needed / 1_000_000,
                free.getUsableSpace() / 1_000_000));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void accounts(DemoAccounts demo) {
    var door = URI.create(Part.IDENTITY.url(offset) + "/admin/v1/accounts/import");
    var all = demo.accounts();
    for (var start = 0; start < all.size(); start += ACCOUNTS_BATCH) {
      terminal.progress("Accounts", start, all.size());
      send(
          door,
          demo.keeper(),
          all.subList(start, Math.min(start + ACCOUNTS_BATCH, all.size())).stream()
              .map(account -> line(account(account, demo.password())))
              .collect(Collectors.joining("\n")));
    }
    terminal.say("%d accounts are in.".formatted(all.size()));
    note(0);
  }

  private static Map<String, Object> account(DemoAccounts.DemoAccount account, String password) {
    var line = new LinkedHashMap<String, Object>();
    line.put("account", account.account());
    line.put("login", account.login());
    line.put("displayName", account.displayName());
    line.put("password", password);
    line.put("totpSecret", account.totpSecret());
    line.put("organisation", account.organisation());
    line.put("agency", account.agency());
    line.put("roles", account.roles());
    line.put("mail", account.login() + "@mail.vigie.invalid");
    line.put("notices", account.login() + "@telephone.vigie.invalid");
    return line;
  }

  private void persons(
      Population population, DemoAccounts.DemoAccount agent, int from, int people) {
    var began = System.nanoTime();
    var underWay = new ArrayDeque<Future<Integer>>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (var start = from; start < people; start += BATCH) {
        if (underWay.size() == UNDER_WAY) {
          settle(underWay.remove(), people);
        }
        underWay.add(batch(threads, population, agent, start, Math.min(start + BATCH, people)));
      }
      while (!underWay.isEmpty()) {
        settle(underWay.remove(), people);
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    terminal.say(
        String.format(
            Locale.ROOT,
            "%,d persons loaded in %.1f s: %,.0f a second.",
            people - from,
            seconds,
            (people - from) / seconds));
  }

  private Future<Integer> batch(
      ExecutorService threads,
      Population population,
      DemoAccounts.DemoAccount agent,
      int start,
      int end) {
    var door = URI.create(Part.RECORDS.url(offset) + "/v1/imports/persons");
    return threads.submit(() -> {
      send(
          door,
          agent,
          IntStream.range(start, end)
              .mapToObj(index -> line(population.person(index)))
              .collect(Collectors.joining("\n")));
      return end;
    });
  }

  // Batches settle in order, so that the note never runs ahead of a gap.
  private void settle(Future<Integer> batch, int people) {
    try {
      var loaded = batch.get();
      note(loaded);
      terminal.progress("Persons", loaded, people);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof CannotStartException refusal) {
        throw refusal;
      }
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CannotStartException("The population was not loaded to its end: interrupted.", e);
    }
  }

  private void note(int loaded) {
    try {
      var file = installation.loaded();
      var draft = file.resolveSibling(file.getFileName() + ".new");
      Files.writeString(draft, JSON.writeValueAsString(Map.of("seed", SEED, "loaded", loaded)));
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(Object value) {
    try {
      return JSON.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private void send(URI door, DemoAccounts.DemoAccount agent, String lines) {
    var answer = new ImportDoor(http, door, Settings.launcherKey(secrets), agent).send(lines);
    if (answer.statusCode() != 200) {
      throw new CannotStartException(
          "%s took no population: it answered %d %s."
              .formatted(door, answer.statusCode(), title(answer.body())));
    }
  }

  private static String title(String problem) {
    try {
      JsonNode node = JSON.readTree(problem);
      return node.path("title").asText()
          + " "
          + node.path("detail").asText()
          + node.path("problems");
    } catch (JsonProcessingException _) {
      return "";
    }
  }
}
