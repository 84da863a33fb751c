package fr.vigie.identity.account;

import java.util.regex.Pattern;

/// France Travail, of several agencies, and the Cap emploi, each one agency of its own.
public final class Organisations {

  private static final String EVERYBODYS = "FT";
  private static final Pattern ORGANISATION = Pattern.compile("FT|CE-\\d{2}");
  private static final Pattern AGENCY = Pattern.compile("(FT|CE)-\\d{2}");

  private Organisations() {}

  /// Whether there can be such an agency, and of this organisation.
  public static boolean isAgencyOf(String agency, String organisation) {
    return ORGANISATION.matcher(organisation).matches()
        && AGENCY.matcher(agency).matches()
        && agency.startsWith(organisation);
  }

  /// Whether those who look after accounts for an organisation look after all there are: for France
  /// Travail they do, for a Cap emploi after its own (R56).
  public static boolean isEverybodys(String organisation) {
    return organisation.equals(EVERYBODYS);
  }

  /// Whether those who look after accounts for one look after the other's.
  public static boolean looksAfter(String one, String other) {
    return isEverybodys(one) || one.equals(other);
  }
}
