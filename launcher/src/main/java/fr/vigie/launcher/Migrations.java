package fr.vigie.launcher;

import fr.vigie.embedded.CannotStartException;
import fr.vigie.embedded.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.postgresql.ds.PGSimpleDataSource;

/// Brings a service's database to its newest shape, as the owner, from the migrations in the
/// service's own jars. The service itself never holds the owner's password.
final class Migrations {

  private Migrations() {}

  static void run(Part part, Path application, Database database) {
    var jars = jars(application);
    try (var loader =
        new URLClassLoader(jars.toArray(URL[]::new), Migrations.class.getClassLoader())) {
      var source = new PGSimpleDataSource();
      source.setUrl(database.jdbcUrl());
      source.setUser(database.owner().user());
      source.setPassword(database.owner().password());
      Flyway.configure(loader)
          .dataSource(source)
          .locations(locations(loader))
          // The store's migrations are numbered below every service's: a new one comes after them.
          .outOfOrder(true)
          .placeholders(Map.of("service_role", database.service().user()))
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new CannotStartException(
          "The database of %s cannot be migrated: %s"
              .formatted(
                  part.title(), String.valueOf(e.getMessage()).strip().replaceAll("\\s+", " ")),
          e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<URL> jars(Path application) {
    var found = new ArrayList<URL>();
    for (var folder : List.of(application.resolve("app"), application.resolve("lib/main"))) {
      try (var jars = Files.newDirectoryStream(folder, "*.jar")) {
        for (var jar : jars) {
          if (folder.endsWith("app") || jar.getFileName().toString().contains("event-store")) {
            found.add(jar.toUri().toURL());
          }
        }
      } catch (MalformedURLException e) {
        throw new IllegalStateException(e);
      } catch (IOException e) {
        throw new CannotStartException(
            "There is no built service in " + application + ": build it with ./mvnw package.", e);
      }
    }
    return found;
  }

  // The service's own settings say where its migrations lie.
  private static String[] locations(URLClassLoader loader) throws IOException {
    var settings = new Properties();
    var file = loader.findResource("application.properties");
    if (file != null) {
      try (var in = file.openStream()) {
        settings.load(in);
      }
    }
    return settings.getProperty("quarkus.flyway.locations", "").split("\\s*,\\s*", -1);
  }
}
