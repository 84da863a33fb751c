package fr.vigie.identity.passkey;

import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
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
  private final Set<String> attestedFor;
  private final Makers makers;
  private final boolean oneMachine;

  PasskeyPolicy(
      PasskeySettings settings,
      @ConfigProperty(name = "vigie.one-machine", defaultValue = "false") boolean oneMachine) {
    this.requiredFor = Set.copyOf(settings.requiredFor());
    this.attestedFor = Set.copyOf(settings.attestedFor());
    this.makers = makers(settings);
    this.oneMachine = oneMachine;
  }

  private static Makers makers(PasskeySettings settings) {
    if (settings.models().isPresent() != settings.makers().isPresent()) {
      throw new IllegalStateException(
          "vigie.identity.passkey.models and vigie.identity.passkey.makers come together: a model"
              + " is worth nothing without its maker's certificate. Set both, or neither.");
    }
    return settings
        .models()
        .map(models -> Makers.read(models, Path.of(settings.makers().orElseThrow())))
        .orElse(Makers.NONE);
  }

  void start(@Observes StartupEvent started) {
    require(requiredFor, "required-for", "sign in with a passkey", "sign in without a passkey");
    require(
        attestedFor,
        "attested-for",
        "use passkeys of known models",
        "may use a passkey of any model");
    if (!attestedFor.equals(Set.of("none")) && makers.isEmpty()) {
      LOG.warnf("no model of authenticator is known: %s cannot add a passkey", attestedFor);
    }
  }

  private void require(Set<String> roles, String setting, String rule, String exception) {
    var missing = relaxed(roles);
    if (missing.isEmpty()) {
      return;
    }
    if (!oneMachine) {
      throw new IllegalStateException(
          "vigie.identity.passkey.%s leaves out %s: these roles %s (R12). Add them, or set"
                  .formatted(setting, missing, rule)
              + " vigie.one-machine for a demonstration.");
    }
    LOG.warnf("a demonstration on one machine: %s %s", missing, exception);
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

  /// Whether someone in these roles adds passkeys of known models alone.
  boolean asksForModel(Collection<String> roles) {
    return roles.stream().anyMatch(attestedFor::contains);
  }

  /// Whether someone in these roles may use a passkey. One that was added before the role came, or
  /// whose model is off the list since, does not serve.
  public boolean serves(Passkey passkey, Collection<String> roles) {
    return !asksForModel(roles) || passkey.model().filter(makers::vouchFor).isPresent();
  }

  Makers makers() {
    return makers;
  }
}
