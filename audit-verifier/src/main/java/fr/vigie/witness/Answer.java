package fr.vigie.witness;

/// What a witness answers.
sealed interface Answer {

  /// It signed.
  ///
  /// @param line its signature
  record Cosigned(String line) implements Answer {}

  /// It has seen another size last than the log believes, or another root of this size.
  ///
  /// @param size what it has seen
  record SeenOther(long size) implements Answer {}

  /// It does not sign.
  ///
  /// @param status 400 no request, 403 not signed by the log, 404 no log it knows, 422 the new tree
  ///   does not go on from the old one
  record Refused(int status, String why) implements Answer {}
}
