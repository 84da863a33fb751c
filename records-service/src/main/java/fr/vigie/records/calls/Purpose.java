package fr.vigie.records.calls;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// Why a call is made, in words from a list: whoever asks who saw them is told so.
public enum Purpose {
  INTERVIEW("interview", "entretien", "advisor"),
  FOLLOW_UP("follow-up", "suivi", "advisor"),
  RECEPTION("reception", "accueil", "advisor"),
  BENEFIT_QUERY("benefit-query", "question d’allocation", "advisor"),
  /// Who works where and for whom: what managers grant.
  WORK_ORGANISATION("work-organisation", "organisation du travail", "manager"),
  /// Looking at what others did, and agreeing to what they ask.
  SUPERVISION("supervision", "contrôle", "manager", "privacy-officer"),
  SUBJECT_RIGHTS("subject-rights", "droits des personnes", "privacy-officer"),
  TRANSMISSION("transmission", "transmission à un organisme", "privacy-officer"),
  REGISTRATION("registration", "inscription", "service:registration"),
  /// A beginning with the files of another system.
  TAKEOVER("takeover", "reprise de dossiers", "service:launcher");

  static final String HEADER = "Vigie-Purpose";

  private final String word;
  private final String french;

  @SuppressWarnings("ImmutableEnumChecker") // made by Set.of
  private final Set<String> roles;

  Purpose(String word, String french, String... roles) {
    this.word = word;
    this.french = french;
    this.roles = Set.of(roles);
  }

  public String word() {
    return word;
  }

  /// The word, and what it means to an advisor.
  String explained() {
    return word + " (" + french + ")";
  }

  /// The purposes of those who have one of these roles.
  static List<Purpose> of(Set<String> roles) {
    return Arrays.stream(values())
        .filter(purpose -> purpose.roles.stream().anyMatch(roles::contains))
        .toList();
  }
}
