package fr.vigie.lockout.attempts;

import fr.vigie.lockout.devices.Device;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Factor;
import fr.vigie.lockout.spraying.Suspect;
import java.util.Optional;
import java.util.UUID;

/// What may be asked of this room.
public sealed interface AttemptCommand {

  AccountKey account();

  /// Chosen by the caller, new for each guess. Asking again with the same is the same guess.
  UUID attempt();

  /// May one guess be verified?
  ///
  /// @param device what a good cookie says; empty for strangers
  record Permit(
      UUID attempt, AccountKey account, Factor factor, Optional<Device> device, Source source)
      implements AttemptCommand {

    /// The source to be judged by, where it is a stranger who guesses.
    Optional<Suspect> suspect() {
      return device.isEmpty() && factor.counts()
          ? Optional.of(new Suspect(source.network(), source.fingerprint(), Optional.empty()))
          : Optional.empty();
    }
  }

  /// Where a guess comes from and what it is, beside the device.
  ///
  /// @param network prefix the guess came from
  /// @param fingerprint of the password, keyed and salted
  /// @param client the application the person wants to enter
  /// @param organisation of the account, where it is known
  record Source(
      String network,
      Optional<String> fingerprint,
      Optional<String> client,
      Optional<String> organisation) {}

  /// The guess was verified.
  ///
  /// @param newDevice the name a device gets that becomes known by this
  record Report(UUID attempt, AccountKey account, Outcome outcome, String newDevice)
      implements AttemptCommand {}

  /// What verifying came to.
  enum Outcome {
    /// The secret was wrong.
    WRONG,
    /// The secret was right, and another factor is still to come.
    RIGHT,
    /// The secret was right, and with it the sign-in is complete.
    COMPLETED
  }
}
