package fr.vigie.lockout.policy;

import fr.vigie.lockout.locks.Policy;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/// The door: which policy is in force.
@Startup
@ApplicationScoped
public class Policies {

  private final Policy policy;

  /// @throws IllegalArgumentException where the settings bound nothing: the service does not start
  @Inject
  Policies(PolicySettings settings) {
    this(settings.policy());
  }

  /// For those that have a policy and no settings.
  public Policies(Policy policy) {
    this.policy = policy;
  }

  /// The policy in force.
  public Policy current() {
    return policy;
  }
}
