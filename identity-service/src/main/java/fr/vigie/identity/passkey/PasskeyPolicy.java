package fr.vigie.identity.passkey;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/// Who signs in with a passkey and in no other way. A service that lets these roles in with less
/// does not start, unless it runs on one machine for a demonstration and says so.
@ApplicationScoped
public class PasskeyPolicy {

  private static final Logger LOG = Logger.getLogger(PasskeyPolicy.class);
  private static final Set<String> ALWAYS =
      Set.of("security-officer", "auditor", "account-admin", "desk");

  private final Set<String> requiredFor;
  private final boolean oneMachine;

  PasskeyPolicy(
      PasskeySettings settings,
      @ConfigProperty(name = "vigie.one-machine", defaultValue = "false") boolean oneMachine) {
    this.requiredFor = Set.copyOf(settings.requiredFor());
    this.oneMachine = oneMachine;
  }

  void start(@Observes StartupEvent started) {
    var missing = relaxed(requiredFor);
    if (missing.isEmpty()) {
      return;
    }
    if (!oneMachine) {
      throw new IllegalStateException(
          "vigie.identity.passkey.required-for leaves out "
              + missing
              + ": these roles sign in with a passkey (R12). Add them, or set vigie.one-machine"
              + " for a demonstration.");
    }
    LOG.warnf("a demonstration on one machine: %s sign in without a passkey", missing);
  }

  /// The roles that should need a passkey and do not.
  static Set<String> relaxed(Set<String> requiredFor) {
    var missing = new TreeSet<>(ALWAYS);
    missing.removeAll(requiredFor);
    return missing;
  }

  /// Whether someone in these roles needs a passkey.
  public boolean isRequired(Collection<String> roles) {
    return roles.stream().anyMatch(requiredFor::contains);
  }
}
