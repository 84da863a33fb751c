package fr.vigie.identity.lifecycle;

import fr.vigie.identity.lifecycle.ListedAccounts.Listed;
import java.util.List;
import java.util.Objects;

/// The review list for a spreadsheet (RFC 4180). No field can begin a formula: each that might does
/// so behind an apostrophe.
final class ReviewCsv {

  private static final String HEAD =
      "account,login,organisation,agency,roles,signed in,last reviewed\r\n";

  private ReviewCsv() {}

  static String of(List<Listed> accounts) {
    var lines = new StringBuilder(HEAD);
    for (var each : accounts) {
      lines
          .append(each.account())
          .append(',')
          .append(field(each.login()))
          .append(',')
          .append(field(each.organisation()))
          .append(',')
          .append(field(each.agency()))
          .append(',')
          .append(field(String.join(" ", each.roles())))
          .append(',')
          .append(Objects.toString(each.signedInAt(), ""))
          .append(',')
          .append(each.reviewedAt())
          .append("\r\n");
    }
    return lines.toString();
  }

  private static String field(String text) {
    var safe = text.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + text : text;
    return '"' + safe.replace("\"", "\"\"") + '"';
  }
}
