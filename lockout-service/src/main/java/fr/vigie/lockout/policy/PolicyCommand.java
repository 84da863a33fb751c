package fr.vigie.lockout.policy;

import fr.vigie.lockout.locks.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What officers may ask of this room.
sealed interface PolicyCommand {

  /// Reference of the proposal.
  String proposal();

  /// An officer's account.
  String by();

  /// As events name it.
  String word();

  /// One officer is for these numbers.
  record Propose(String proposal, Policy policy, Reason reason, String by)
      implements PolicyCommand {
    @Override
    public String word() {
      return "propose-policy";
    }
  }

  /// An officer is against it.
  record Decline(String proposal, String by) implements PolicyCommand {
    @Override
    public String word() {
      return "decline-policy";
    }
  }

  /// A second officer agrees.
  record Approve(String proposal, String by) implements PolicyCommand {
    @Override
    public String word() {
      return "approve-policy";
    }
  }

  /// Why other numbers.
  enum Reason {
    /// Somebody guesses more than these numbers are made for.
    UNDER_ATTACK("under-attack"),
    /// That is over.
    ATTACK_OVER("attack-over"),
    /// The innocent are hurt.
    TOO_STRICT("too-strict"),
    /// A rule or a recommendation has changed.
    RULES_CHANGED("rules-changed");

    private final String word;

    Reason(String word) {
      this.word = word;
    }

    String word() {
      return word;
    }

    static Optional<Reason> of(String word) {
      return Arrays.stream(values()).filter(reason -> reason.word.equals(word)).findAny();
    }

    static List<String> words() {
      return Arrays.stream(values()).map(Reason::word).toList();
    }
  }
}
