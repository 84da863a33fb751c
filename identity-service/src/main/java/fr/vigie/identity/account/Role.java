package fr.vigie.identity.account;

import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
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

  // Whoever has one of these sees the whole log, or stops anybody: two admins of one Cap emploi are
  // not to make such a person (R56).
  private static final Set<String> OF_ALL = Set.of(SECURITY_OFFICER.word, AUDITOR.word);

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

  /// Why an account of this organisation cannot have these roles together; empty where it can.
  public static Optional<String> objection(Collection<String> words, String organisation) {
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
    if (words.stream().anyMatch(OF_ALL::contains) && !Organisations.isEverybodys(organisation)) {
      return Optional.of("a role over all organisations in an account of one");
    }
    return Optional.empty();
  }
}
