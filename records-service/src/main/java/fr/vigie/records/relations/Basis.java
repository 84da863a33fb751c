package fr.vigie.records.relations;

import fr.vigie.records.jobseeker.FieldClass;
import java.util.Arrays;
import java.util.List;

/// The relation that allows a disclosure, and what it allows. Neither NIR nor disability: those are
/// for more than a relation.
public enum Basis {
  PORTFOLIO("portfolio"),
  CO_FOLLOW_UP("co-follow-up"),
  REPLACEMENT("replacement"),
  RECEPTION_SHIFT("reception-shift"),
  /// On the advisor's own word, looked at afterwards.
  GLASS("glass");

  private final String word;

  Basis(String word) {
    this.word = word;
  }

  /// As events and answers name it.
  public String word() {
    return word;
  }

  /// What of a file it opens.
  public List<FieldClass> shown() {
    return switch (this) {
      case PORTFOLIO, CO_FOLLOW_UP, REPLACEMENT ->
          List.of(FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.SITUATION, FieldClass.PATH);
      // Who comes to the desk is helped there; the way to work is the follower's.
      case RECEPTION_SHIFT ->
          List.of(FieldClass.IDENTITY, FieldClass.CONTACT, FieldClass.SITUATION);
      // What was asked for when it was broken: Rights says.
      case GLASS -> List.of();
    };
  }

  /// What it opens where the past is asked for: beside that, what was agreed, met and written, to
  /// whoever goes the way with the person, for good or in a colleague's place.
  public List<FieldClass> told() {
    return switch (this) {
      case PORTFOLIO, CO_FOLLOW_UP, REPLACEMENT ->
          List.of(
              FieldClass.IDENTITY,
              FieldClass.CONTACT,
              FieldClass.SITUATION,
              FieldClass.PATH,
              FieldClass.CONTRACT,
              FieldClass.APPOINTMENTS,
              FieldClass.HISTORY);
      case RECEPTION_SHIFT, GLASS -> List.of();
    };
  }

  /// What of a file may be written by it. Whoever goes the way with the person writes what comes up
  /// on it; who the person is, only the one who follows. At the desk somebody has moved, or has a
  /// new telephone.
  public List<FieldClass> written() {
    return switch (this) {
      case PORTFOLIO -> told();
      case CO_FOLLOW_UP, REPLACEMENT ->
          told().stream().filter(told -> told != FieldClass.IDENTITY).toList();
      case RECEPTION_SHIFT -> List.of(FieldClass.CONTACT);
      case GLASS -> List.of();
    };
  }

  /// The basis of a word.
  ///
  /// @throws IllegalArgumentException where it is none
  public static Basis of(String word) {
    return Arrays.stream(values())
        .filter(each -> each.word.equals(word))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no basis: " + word));
  }

  /// Whether it lasts: who only stands at the desk or stands in reveals no NIR and no disability.
  public boolean isFollowUp() {
    return this == PORTFOLIO || this == CO_FOLLOW_UP;
  }
}
