package fr.vigie.identity.key;

import fr.vigie.eventstore.StoreUnavailableException;
import fr.vigie.identity.platform.Patience;
import fr.vigie.identity.platform.Trails;
import fr.vigie.kit.Problems;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where an operator sees the signing keys and has them changed. No key leaves here, only names.
@Path("/admin/v1/signing-keys")
@RolesAllowed("service:launcher")
class SigningKeysResource {

  /// What is asked for.
  ///
  /// @param compromised the keys there are have been stolen: they end at once, and so do all tokens
  record Change(boolean compromised) {}

  /// A key's name and life.
  record Shown(String key, Instant signsFrom, @Nullable Instant endsAt) {}

  /// Those that are taken, the youngest first.
  record Keys(List<Shown> keys) {}

  private final SigningKeys keys;
  private final Trails trails;

  SigningKeysResource(SigningKeys keys, Trails trails) {
    this.keys = keys;
    this.trails = trails;
  }

  @GET
  public Uni<Keys> list() {
    return shown(keys.ring());
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  public Uni<Keys> change(@Nullable Change change) {
    if (change == null) {
      throw Problems.of(
          422, "bad-body", "The request says too little", "It needs compromised: true or false.");
    }
    return shown(keys.change(change.compromised(), trails.current()));
  }

  private static Uni<Keys> shown(Uni<SigningRing> ring) {
    return ring.onFailure(Patience::isAway)
        .transform(away -> new StoreUnavailableException("signing keys cannot be read", away))
        .map(all ->
            new Keys(
                all.taken().stream()
                    .map(held ->
                        new Shown(
                            held.key().id(),
                            held.term().signsFrom(),
                            held.term().endsAt().orElse(null)))
                    .toList()));
  }
}
