package fr.vigie.records.terms;

import fr.vigie.eventstore.EventTypes;
import fr.vigie.eventstore.PostgresEventStorageEngine;
import fr.vigie.eventstore.Projection;
import fr.vigie.records.keys.KeyWrap;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Optional;

/// The views of the index that run: the current key's, like every view, and beside it the former
/// key's for as long as there is one. Then the rows of keys that are no more go.
@Singleton
class RunningIndexes {

  private final BlindKeys keys;
  private final KeyWrap wrap;
  private final PostgresEventStorageEngine engine;
  private final EventTypes types;
  private final RetiredIndexes retired;
  private Optional<Projection> former = Optional.empty();

  RunningIndexes(
      BlindKeys keys,
      KeyWrap wrap,
      PostgresEventStorageEngine engine,
      EventTypes types,
      RetiredIndexes retired) {
    this.keys = keys;
    this.wrap = wrap;
    this.engine = engine;
    this.types = types;
    this.retired = retired;
  }

  @Produces
  @Singleton
  @Named("terms")
  Projection current() {
    return BlindIndexView.of(keys.current(), wrap, engine, types);
  }

  void start(@Observes StartupEvent unused, @Named("terms") Projection current) {
    former = keys.former().map(key -> BlindIndexView.of(key, wrap, engine, types));
    former.ifPresentOrElse(Projection::start, () -> retired.removeWhen(current));
  }

  void stop(@Observes ShutdownEvent unused) {
    former.ifPresent(Projection::close);
    retired.stop();
  }
}
