package fr.vigie.identity.password;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;

/// The door to passwords, and the one place where hashing runs.
@ApplicationScoped
public class Passwords {

  private final Vault vault;
  private final ExecutorService workers;
  private final Semaphore places;
  private final AtomicLong computed = new AtomicLong();
  private final PasswordHash nobodys = PasswordHash.of(Opaque.random().value());

  Passwords(IdentitySettings settings, Vault vault) {
    this.vault = vault;
    var hashing = settings.hashing();
    var count = Math.clamp(hashing.workers(), 1, Runtime.getRuntime().availableProcessors());
    workers = Executors.newFixedThreadPool(count, Thread.ofPlatform().name("argon2-", 0).factory());
    places = new Semaphore(count + hashing.queue());
  }

  /// A place in the queue; none where it is full, and then the caller is to answer 429. To be taken
  /// before a guess is asked for, so that no guess is used up by a full queue.
  public Optional<Turn> take() {
    return places.tryAcquire() ? Optional.of(new Turn(places)) : Optional.empty();
  }

  /// Whether the password is the account's. Where there is no account, the same work is done on a
  /// hash of nobody's, and the answer is no.
  ///
  /// @param turn taken before; over once the hash is computed
  /// @param sealed what [#seal] made
  public Uni<Boolean> matches(
      Turn turn, Optional<UUID> account, Optional<String> sealed, String password) {
    return work(
            () -> {
              var known =
                  account.flatMap(
                      id -> sealed.map(s -> new PasswordHash(vault.open(place(id), s))));
              computed.incrementAndGet();
              return known.orElse(nobodys).matches(password) && known.isPresent();
            })
        .onTermination()
        .invoke(turn::over);
  }

  /// Hashes and seals a new password.
  public Uni<String> seal(UUID account, String password) {
    return work(() -> vault.seal(place(account), PasswordHash.of(password).phc()));
  }

  /// How many passwords were hashed to be verified since the start.
  public long computed() {
    return computed.get();
  }

  @PreDestroy
  void stop() {
    workers.shutdownNow();
  }

  private <T> Uni<T> work(java.util.function.Supplier<T> task) {
    return Uni.createFrom().item(task).runSubscriptionOn(workers);
  }

  private static String place(UUID account) {
    return "password:" + account;
  }
}
