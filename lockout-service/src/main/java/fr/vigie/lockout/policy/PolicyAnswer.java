package fr.vigie.lockout.policy;

/// What this room answers to officers.
sealed interface PolicyAnswer {

  /// It is so, now or since the same was asked before.
  ///
  /// @param state of the proposal: `proposed`, `declined` or `approved`
  record Done(String proposal, String state) implements PolicyAnswer {}

  record Refused(Refusal why) implements PolicyAnswer {}

  /// The rule in the way.
  enum Refusal {
    /// Nobody has proposed this.
    NO_SUCH_PROPOSAL("no-such-proposal"),
    /// It takes two people.
    SAME_OFFICER("same-officer"),
    /// It was declined, or approved, before.
    DECIDED("decided"),
    /// Another policy has come into force since it was proposed: it was proposed, and tried on the
    /// past, by someone who had not seen that.
    OVERTAKEN("overtaken"),
    /// The request's key was used for other numbers.
    OTHER_REQUEST("other-request");

    private final String word;

    Refusal(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }
  }
}
