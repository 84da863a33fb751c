package fr.vigie.kit;

import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Has ES256 verified and signed by native code where there is some for this machine: every request
/// costs two verifications, of its token and of the proof of its key, and the JDK's own take ten
/// times as long. Nothing but ES256 is taken from there; where it is missing, or cannot be loaded,
/// the JDK does it.
@ApplicationScoped
public class Signatures {

  /// As it is listed among the process's providers.
  public static final String PROVIDER = "VigieSignatures";

  /// Amazon Corretto Crypto Provider: AWS-LC behind the JDK's interface.
  public static final String NATIVE =
      "com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider";

  private static final Logger LOG = Logger.getLogger(Signatures.class);
  private static final String SIGNATURE = "Signature";
  private static final List<String> ES256 =
      List.of("SHA256withECDSA", "SHA256withECDSAinP1363Format");

  private final String provider;

  /// @param provider whose ES256 is taken; `none` for the JDK's own. Looked up by name, so that a
  ///   native image, which has no such library, is built without it.
  Signatures(
      @ConfigProperty(name = "vigie.signatures.provider", defaultValue = NATIVE) String provider) {
    this.provider = provider;
  }

  void start(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent started) {
    if (!provider.equals("none") && !install(provider)) {
      LOG.infof("signatures are verified by the JDK: there is no %s for this machine", provider);
    }
  }

  /// Puts a provider's ES256 before all others. Once is enough.
  ///
  /// @return whether it is there
  public static synchronized boolean install(String name) {
    if (Security.getProvider(PROVIDER) != null) {
      return true;
    }
    var found = find(name);
    if (found == null) {
      return false;
    }
    var narrow = new Es256(found);
    return !narrow.getServices().isEmpty() && Security.insertProviderAt(narrow, 1) > 0;
  }

  private static @Nullable Provider find(String name) {
    try {
      return Class.forName(name).asSubclass(Provider.class).getDeclaredConstructor().newInstance();
    } catch (ReflectiveOperationException | LinkageError | ClassCastException _) {
      return null;
    }
  }

  /// One algorithm of another provider.
  private static final class Es256 extends Provider {

    private static final long serialVersionUID = 1;

    Es256(Provider of) {
      super(PROVIDER, "1", "ES256 of " + of.getName());
      for (var algorithm : ES256) {
        var service = of.getService(SIGNATURE, algorithm);
        if (service != null) {
          putService(new Handed(this, service));
        }
      }
    }
  }

  /// What another provider offers, as it is.
  private static final class Handed extends Provider.Service {

    private final Provider.Service from;

    Handed(Provider by, Provider.Service from) {
      super(by, from.getType(), from.getAlgorithm(), from.getClassName(), null, null);
      this.from = from;
    }

    @Override
    public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
      return from.newInstance(parameter);
    }

    @Override
    public boolean supportsParameter(@Nullable Object key) {
      return from.supportsParameter(key);
    }
  }
}
