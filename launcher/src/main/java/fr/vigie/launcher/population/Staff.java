package fr.vigie.launcher.population;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// The people with accounts: 60 advisors in six agencies of France Travail and four Cap emploi, a
/// manager for each, officers, auditors, the service desk.
final class Staff {

  static final int ADVISORS = 60;
  static final int FRANCE_TRAVAIL_ADVISORS = 48;
  static final int FRANCE_TRAVAIL_AGENCIES = 6;
  static final int CAP_EMPLOI = 4;

  private final List<Employee> all = new ArrayList<>();
  private final References references;
  private final Names names;
  private final Random random;

  Staff(long seed, References references, Names names) {
    this.references = references;
    this.names = names;
    this.random = new Random(seed);
    for (var number = 1; number <= ADVISORS; number++) {
      add("advisor", number, agency(number - 1), "advisor");
    }
    for (var number = 1; number <= FRANCE_TRAVAIL_AGENCIES; number++) {
      add("manager", number, "FT-%02d".formatted(number), "manager");
    }
    for (var number = 1; number <= CAP_EMPLOI; number++) {
      add("manager", FRANCE_TRAVAIL_AGENCIES + number, "CE-%02d".formatted(number), "manager");
    }
    add("privacy", 1, "FT-01", "privacy-officer");
    add("security", 1, "FT-01", "security-officer");
    add("auditor", 1, "FT-01", "auditor");
    add("auditor", 2, "FT-01", "auditor");
    // Three, since the freeze of an officer is ended by two others.
    add("security", 2, "FT-02", "security-officer");
    add("security", 3, "FT-03", "security-officer");
    add("desk", 1, "FT-01", "desk");
    // Two, since the one who asks for a role does not approve it.
    add("account-admin", 1, "FT-01", "account-admin");
    add("account-admin", 2, "FT-02", "account-admin");
    add("desk", 2, "FT-02", "desk");
  }

  /// All of them, the advisors first and in order.
  List<Employee> all() {
    return List.copyOf(all);
  }

  /// The agency an advisor works for; that of a Cap emploi is the Cap emploi.
  static String agency(int advisor) {
    return advisor < FRANCE_TRAVAIL_ADVISORS
        ? "FT-%02d".formatted(advisor % FRANCE_TRAVAIL_AGENCIES + 1)
        : "CE-%02d".formatted((advisor - FRANCE_TRAVAIL_ADVISORS) % CAP_EMPLOI + 1);
  }

  /// The organisation an agency belongs to.
  static String organisation(String agency) {
    return agency.startsWith("FT") ? "FT" : agency;
  }

  private void add(String kind, int number, String agency, String role) {
    var login = "%s-%02d".formatted(kind, number);
    var woman = random.nextBoolean();
    all.add(
        new Employee(
            references.of("account:" + login),
            login,
            names.given(woman, 1965 + random.nextInt(35), random) + " " + names.family(random),
            organisation(agency),
            agency,
            List.of(role)));
  }
}
