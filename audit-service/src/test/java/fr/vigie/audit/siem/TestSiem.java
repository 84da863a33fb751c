package fr.vigie.audit.siem;

import fr.vigie.audit.views.LoggedEntry;

/// What a target is given of an entry.
public final class TestSiem {

  private TestSiem() {}

  /// In OCSF.
  public static String ocsf(LoggedEntry entry) {
    return Ocsf.of(entry).toString();
  }
}
