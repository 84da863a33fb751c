package fr.vigie.records.relations;

/// What a manager's request came to.
sealed interface RelationAnswer {

  /// It is so now, or was already.
  ///
  /// @param grant reference of the right; the person's where a person was transferred
  record Done(String grant) implements RelationAnswer {}

  /// Nothing changed.
  record Refused(RelationRefusal reason) implements RelationAnswer {}
}
