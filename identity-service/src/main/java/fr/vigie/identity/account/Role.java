package fr.vigie.identity.account;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/// What an account may be asked to do.
public enum Role {
  ADVISOR("advisor"),
  MANAGER("manager"),
  PRIVACY_OFFICER("privacy-officer"),
  SECURITY_OFFICER("security-officer"),
  AUDITOR("auditor"),
  ACCOUNT_ADMIN("account-admin"),
  DESK("desk");

  private final String word;

  Role(String word) {
    this.word = word;
  }

  public String word() {
    return word;
  }

  /// The role a word names; none for an unknown word.
  static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(role -> role.word.equals(word)).findFirst();
  }

  /// Why these roles cannot be held together; empty where they can.
  public static Optional<String> objection(Collection<String> words) {
    if (words.isEmpty()) {
      return Optional.of("no role");
    }
    var unknown = words.stream().filter(word -> of(word).isEmpty()).collect(Collectors.toSet());
    if (!unknown.isEmpty()) {
      return Optional.of("an unknown role");
    }
    // Who reads records does not judge who reads records (R33).
    if (words.contains(ADVISOR.word) && words.contains(AUDITOR.word)) {
      return Optional.of("advisor and auditor in one account");
    }
    return Optional.empty();
  }
}
