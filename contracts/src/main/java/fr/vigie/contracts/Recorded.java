package fr.vigie.contracts;

/// An event that can say what was done. Every event of every service is one.
public interface Recorded {

  /// What was done, in an auditor's terms.
  Deed deed();
}
