package fr.vigie.identity.password;

import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.identity.platform.Opaque;
import fr.vigie.identity.platform.Vault;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// The door to passwords, and the one place where hashing runs.
@ApplicationScoped
public class Passwords {

  /// What came of a password that was typed.
  ///
  /// @param renewed where it was right and its hash is not as costly as hashes are today: the one
  ///   to keep from now on, sealed
  public record Looked(boolean right, Optional<String> renewed) {

    @Override
    public String toString() {
      return "Looked[" + right + "]";
    }
  }

  private static final UUID NOBODY = new UUID(0, 0);

  private final Vault vault;
  private final Cost cost;
  private final ExecutorService workers;
  private final Semaphore places;
  private final AtomicLong computed = new AtomicLong();
  private final String nobodys;

  Passwords(IdentitySettings settings, Vault vault) {
    this.vault = vault;
    var hashing = settings.hashing();
    cost = new Cost(hashing.memory(), hashing.passes(), 1);
    if (cost.isTooLittle()) {
      throw new IllegalStateException(
          "vigie.identity.hashing.memory and .passes ask for less than OWASP's 19456 KiB and 2"
              + " passes (R9): raise them.");
    }
    nobodys = sealed(NOBODY, Opaque.random().value());
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
  public Uni<Looked> look(
      Turn turn, Optional<UUID> account, Optional<String> sealed, String password) {
    return work(() -> look(account, sealed, password)).onTermination().invoke(turn::over);
  }

  private Looked look(Optional<UUID> account, Optional<String> sealed, String password) {
    var known = account.filter(_ -> sealed.isPresent());
    var hash =
        new PasswordHash(
            vault.open(place(known.orElse(NOBODY)), known.flatMap(_ -> sealed).orElse(nobodys)));
    computed.incrementAndGet();
    if (!hash.matches(password) || known.isEmpty()) {
      return new Looked(false, Optional.empty());
    }
    return hash.cost().equals(cost)
        ? new Looked(true, Optional.empty())
        : new Looked(true, known.map(id -> sealed(id, password)));
  }

  /// Hashes and seals a new password.
  public Uni<String> seal(UUID account, String password) {
    return work(() -> sealed(account, password));
  }

  /// Why a person may not choose this password; empty where it does.
  ///
  /// @param context what an attacker knows: login, name, organisation
  public Uni<Optional<PasswordRefusal>> objection(String password, Collection<String> context) {
    return work(() -> PasswordRules.objection(password, context));
  }

  /// How many passwords were hashed to be verified since the start.
  public long computed() {
    return computed.get();
  }

  @PreDestroy
  void stop() {
    workers.shutdownNow();
  }

  private String sealed(UUID account, String password) {
    return vault.seal(place(account), PasswordHash.of(password, cost).phc());
  }

  private <T> Uni<T> work(Supplier<T> task) {
    return Uni.createFrom().item(task).runSubscriptionOn(workers);
  }

  private static String place(UUID account) {
    return "password:" + account;
  }
}
