package fr.vigie.identity.client;

import com.nimbusds.oauth2.sdk.OAuth2Error;
import fr.vigie.identity.platform.IdentitySettings;
import fr.vigie.kit.dpop.BadProofException;
import fr.vigie.kit.dpop.Nonces;
import fr.vigie.kit.dpop.Proof;
import fr.vigie.kit.dpop.Proofs;
import fr.vigie.kit.dpop.ShownProofs;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/// The key an application proves to hold beside itself (RFC 9449): what it is given then is worth
/// nothing without that key. Proofs are good once over all replicas: where nonces are of one
/// process, that one remembers them, else the database does.
@ApplicationScoped
public class ShownKeys {

  private final Nonces nonces;
  private final ShownProofs shown;
  private final SpentOnce spent;
  private final IdentitySettings settings;
  private final Clock clock;

  ShownKeys(
      Nonces nonces, ShownProofs shown, SpentOnce spent, IdentitySettings settings, Clock clock) {
    this.nonces = nonces;
    this.shown = shown;
    this.spent = spent;
    this.settings = settings;
    this.clock = clock;
  }

  /// The thumbprint of the key that was shown; none where none was and none has to be. Fails with
  /// an [OauthRefusal].
  ///
  /// @param path of the endpoint
  public Uni<Optional<String>> look(HttpHeaders headers, String path, Client client) {
    var proofs = Optional.ofNullable(headers.getRequestHeader(Proofs.HEADER)).orElse(List.of());
    if (proofs.isEmpty()) {
      return client.showsKey()
          ? refused("dpop-proof-missing")
          : Uni.createFrom().item(Optional.empty());
    }
    if (proofs.size() > 1) {
      return refused("dpop-proof-doubled");
    }
    try {
      var target = URI.create(settings.url() + path);
      var proof = Proofs.read(proofs.getFirst(), "POST", target, null, clock.instant());
      return nonces.bears(proof)
          ? once(proof)
          : Uni.createFrom().failure(new OauthRefusal(OAuth2Error.USE_DPOP_NONCE));
    } catch (BadProofException bad) {
      return refused("dpop-proof-" + bad.reason());
    }
  }

  private Uni<Optional<String>> once(Proof proof) {
    return isFirst(proof)
        .flatMap(first ->
            first
                ? Uni.createFrom().item(Optional.of(proof.key()))
                : refused("dpop-proof-replayed"));
  }

  private Uni<Boolean> isFirst(Proof proof) {
    return nonces.areOfThisProcess()
        ? Uni.createFrom().item(shown.isFirst(proof))
        : spent.spend("dpop:" + proof.key(), proof.id(), proof.until());
  }

  private static Uni<Optional<String>> refused(String reason) {
    return Uni.createFrom().failure(new OauthRefusal(OAuth2Error.INVALID_DPOP_PROOF, reason));
  }

  /// The answer with the nonce for the next proof, where the request bore one.
  public Response withNonce(Response answer, HttpHeaders headers) {
    return headers.getHeaderString(Proofs.HEADER) == null
        ? answer
        : Response.fromResponse(answer).header(Proofs.NONCE_HEADER, nonces.current()).build();
  }
}
