package fr.vigie.identity.federation;

import fr.vigie.identity.session.ShownFactors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What another provider says of a person, its signature, issuer, audience, nonce and expiry
/// checked.
///
/// @param subject `sub` of the ID token
/// @param acr how the person was authenticated; null where it does not say
/// @param methods `amr`, as it says them
/// @param idp who authenticated the person; null where that is not said
/// @param authenticatedAt when the person showed the factors over there; null where that is not
///   said
/// @param userInfoSubject `sub` of the user info; null where none was asked for
record Assertion(
    String subject,
    @Nullable String acr,
    List<String> methods,
    @Nullable Instant authenticatedAt,
    @Nullable String idp,
    @Nullable String userInfoSubject) {

  /// What such an assertion is worth here.
  sealed interface Worth {

    /// A sign-in with two factors of the person known as (idp, subject).
    ///
    /// @param at when they were shown: never after now, and the beginning of time where nobody says
    record TwoFactors(String idp, String subject, ShownFactors shown, Instant at)
        implements Worth {}

    record Nothing(Reason reason) implements Worth {}
  }

  /// Why it is worth nothing; for events, and in other words for the person.
  enum Reason {
    /// `acr` is missing, or not one that means two factors.
    WEAK("weak-acr"),
    /// It does not say who authenticated the person, or speaks of two persons.
    UNCLEAR("unclear-identity");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }

  /// The methods RFC 8176 knows that a provider may report. Others are left out: what stands in a
  /// token of ours is a word that its readers know.
  private static final Set<String> KNOWN =
      Set.of("pwd", "otp", "pin", "pop", "hwk", "swk", "sc", "user", "fpt", "face", "mfa");

  Assertion {
    methods = List.copyOf(methods);
  }

  /// @param accepted the `acr` of this provider that mean two factors
  /// @param issuer the provider itself: who authenticated, where it stands in front of nobody
  Worth worth(Set<String> accepted, boolean standsInFront, String issuer, Instant now) {
    if (acr == null || !accepted.contains(acr)) {
      return new Worth.Nothing(Reason.WEAK);
    }
    if (subject.isBlank()
        || (standsInFront && (idp == null || idp.isBlank() || !subject.equals(userInfoSubject)))) {
      return new Worth.Nothing(Reason.UNCLEAR);
    }
    return new Worth.TwoFactors(
        standsInFront && idp != null ? idp : issuer, subject, shown(), shownAt(now));
  }

  private Instant shownAt(Instant now) {
    if (authenticatedAt == null) {
      return Instant.EPOCH;
    }
    return authenticatedAt.isAfter(now) ? now : authenticatedAt;
  }

  private ShownFactors shown() {
    var shown = new ArrayList<>(methods.stream().filter(KNOWN::contains).distinct().toList());
    shown.remove("mfa");
    if (shown.isEmpty()) {
      // It vouches for two factors and does not name them.
      shown.add("federated");
    }
    shown.add("mfa");
    return new ShownFactors(shown);
  }
}
