package fr.vigie.identity.account;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ImportedAccountTest {

  private static final String SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

  @Test
  void an_advisor_with_everything_is_taken() {
    assertThat(line("alice", "correct horse battery", "FT", "FT-01", "advisor").objection())
        .isEmpty();
    assertThat(line("bob", "correct horse battery", "CE-02", "CE-02", "advisor").objection())
        .isEmpty();
  }

  /// R33: who reads does not judge who reads.
  @Test
  void advisor_and_auditor_are_never_one() {
    assertThat(
            line("alice", "correct horse battery", "FT", "FT-01", "advisor", "auditor").objection())
        .contains("advisor and auditor in one account");
  }

  /// R56.
  @Test
  void nobody_of_a_cap_emploi_watches_over_the_others() {
    assertThat(line("bob", "correct horse battery", "CE-02", "CE-02", "auditor").objection())
        .contains("a role over all organisations in an account of one");
  }

  @Test
  void an_unknown_role_a_short_password_a_foreign_agency_are_refused() {
    assertThat(line("alice", "correct horse battery", "FT", "FT-01", "root").objection())
        .isPresent();
    assertThat(line("alice", "short", "FT", "FT-01", "advisor").objection()).isPresent();
    assertThat(line("alice", "correct horse battery", "FT", "CE-01", "advisor").objection())
        .isPresent();
    assertThat(line("  ", "correct horse battery", "FT", "FT-01", "advisor").objection())
        .isPresent();
  }

  @Test
  void it_never_prints_a_secret() {
    assertThat(line("alice", "correct horse battery", "FT", "FT-01", "advisor"))
        .asString()
        .doesNotContain("horse", SECRET, "alice");
  }

  @Test
  void a_login_is_one_whatever_its_capitals_and_encoding() {
    assertThat(new Login(" Ren\u00e9e.Durand ")).isEqualTo(new Login("rene\u0301e.durand"));
    assertThat(Login.fits("a\u0000b")).isFalse();
  }

  /// As it is stored: a wide or an upright letter is the same one, a capital may be two small ones.
  @Test
  void what_may_be_a_login_is_judged_as_it_is_stored() {
    assertThat(Login.mayBeGiven("\uff21lice.\u0152uvre-D'\u0178s@1+_")).isTrue();
    assertThat(Login.mayBeGiven("rene\u0301e")).isTrue();
    assertThat(List.of("al\u0131ce", "\u0251lice", "\u0261illes", "d\ua78carc", "mu\u00f1oz", ""))
        .noneMatch(Login::mayBeGiven);
    assertThat(Login.fits("\u0130".repeat(200))).isFalse();
    assertThat(Login.fits("\ufdfa".repeat(12))).isFalse();
  }

  private static ImportedAccount line(
      String login, String password, String organisation, String agency, String... roles) {
    return new ImportedAccount(
        new UUID(0, 1),
        login,
        "Alice Martin",
        password,
        SECRET,
        organisation,
        agency,
        List.of(roles),
        "alice@mail.example",
        "alice@elsewhere.example");
  }
}
