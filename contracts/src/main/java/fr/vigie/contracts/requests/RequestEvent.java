package fr.vigie.contracts.requests;

import fr.vigie.contracts.Deed;
import fr.vigie.contracts.Outcome;
import fr.vigie.contracts.Recorded;

/// What became of a request that no decision was taken about (R34).
public sealed interface RequestEvent extends Recorded {

  /// Who asked, where nobody knows.
  String UNKNOWN = "unknown";

  /// Who asked: an account, a service's name, an application, or [#UNKNOWN].
  String by();

  /// It was refused: for its form, for what its sender is not, because what it names is not there,
  /// or for a proof that was none, a code or a token that was forged, stolen or used up.
  ///
  /// @param endpoint method and address, with the names of what stands in it instead of the values;
  ///   a provider's by their names: `authorize`, `par`, `token`, ...; `unknown` where there is none
  /// @param reason the problem's word: `forbidden`, `step-up-needed`, `unknown-purpose`, ...
  /// @param times how often, where those alike within a minute are told together
  record RequestRefused(String by, String endpoint, String reason, int times)
      implements RequestEvent {
    @Override
    public Deed deed() {
      return Deed.of("request", Outcome.REFUSED, null);
    }
  }
}
