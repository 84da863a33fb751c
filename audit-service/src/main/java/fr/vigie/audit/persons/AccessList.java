package fr.vigie.audit.persons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;

/// All that was disclosed of one person in a time.
///
/// @param from not before
/// @param to before
/// @param end every leaf of the log before this index was looked at
/// @param total how many there are
/// @param organisations on whose behalf, by name
/// @param fieldClasses every class that was disclosed
/// @param accesses each one, newest first
public record AccessList(
    String person,
    Instant from,
    Instant to,
    long end,
    int total,
    List<ByOrganisation> organisations,
    List<String> fieldClasses,
    List<Access> accesses) {

  private static final String UNKNOWN = "?";

  public AccessList {
    organisations = List.copyOf(organisations);
    fieldClasses = List.copyOf(fieldClasses);
    accesses = List.copyOf(accesses);
  }

  /// What one organisation's agents were shown.
  public record ByOrganisation(String organisation, int accesses, Instant first, Instant last) {

    private ByOrganisation and(Instant time) {
      return new ByOrganisation(
          organisation,
          accesses + 1,
          time.isBefore(first) ? time : first,
          time.isAfter(last) ? time : last);
    }
  }

  /// The list of these accesses.
  static AccessList of(Period period, long end, List<Access> accesses) {
    var organisations = new TreeMap<String, ByOrganisation>();
    var classes = new TreeSet<String>();
    for (var access : accesses) {
      var name = Objects.requireNonNullElse(access.organisation(), UNKNOWN);
      var before = organisations.get(name);
      organisations.put(
          name,
          before == null
              ? new ByOrganisation(name, 1, access.time(), access.time())
              : before.and(access.time()));
      classes.addAll(access.fieldClasses());
    }
    return new AccessList(
        period.person(),
        period.from(),
        period.to(),
        end,
        accesses.size(),
        new ArrayList<>(organisations.values()),
        List.copyOf(classes),
        accesses);
  }

  /// Whom, and when.
  record Period(String person, Instant from, Instant to) {}
}
