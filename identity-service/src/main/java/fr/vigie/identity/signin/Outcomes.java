package fr.vigie.identity.signin;

import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.guesses.Guesses;
import fr.vigie.identity.guesses.Permit;
import fr.vigie.identity.guesses.Told;
import fr.vigie.identity.platform.Trail;
import fr.vigie.identity.signin.SignIn.Finding;
import fr.vigie.identity.signin.SignIn.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/// Makes a finding of what was verified, and tells lockout-service before anything follows from it.
@ApplicationScoped
class Outcomes {

  private final Guesses guesses;

  Outcomes(Guesses guesses) {
    this.guesses = guesses;
  }

  static Finding finding(boolean right, Optional<UUID> account, Factor factor) {
    if (account.isEmpty()) {
      return new Finding.Not(factor, Reason.UNKNOWN_ACCOUNT);
    }
    return right
        ? new Finding.Right(factor, account.get())
        : new Finding.Not(factor, Reason.WRONG_SECRET);
  }

  /// Tells it. An outcome that was not heard grants nothing, right or wrong: it counts as a failure
  /// there, and the answer must not tell which it was.
  ///
  /// @param completes the sign-in, if it is right
  Uni<Finding> tell(
      Permit.Granted permit,
      String key,
      Factor factor,
      Finding finding,
      boolean completes,
      Trail trail) {
    var right = !(finding instanceof Finding.Not);
    return guesses
        .tell(permit, key, right, right && completes, trail)
        .map(told ->
            switch (told) {
              case Told.Taken(var device)
                  when finding instanceof Finding.Right(var shown, var account, _) ->
                  new Finding.Right(shown, account, device);
              case Told.Taken _ -> finding;
              case Told.NotTaken _ -> new Finding.Not(factor, Reason.UNAVAILABLE);
            });
  }
}
