package fr.vigie.records.vault;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.records.RecordsEvent.ApprovalAsked;
import fr.vigie.contracts.records.RecordsEvent.ApprovalGiven;
import fr.vigie.contracts.records.RecordsEvent.ApprovalUsed;
import fr.vigie.contracts.records.RecordsEvent.DataErased;
import fr.vigie.contracts.records.RecordsEvent.FileArchived;
import fr.vigie.contracts.records.RecordsEvent.FileRecalled;
import fr.vigie.contracts.records.RecordsEvent.PersonAssigned;
import fr.vigie.eventstore.StoredEvent;
import fr.vigie.records.jobseeker.JobSeeker.Situation;
import fr.vigie.records.jobseeker.JobSeekerEvent.EntryWritten;
import fr.vigie.records.jobseeker.JobSeekerEvent.FileChanged;
import fr.vigie.records.jobseeker.JobSeekerEvent.Registered;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationEnded;
import fr.vigie.records.jobseeker.JobSeekerEvent.RegistrationRenewed;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// R52: what nobody needed for twelve months lies in the vault.
class VaultTest {

  private static final UUID AWA = UUID.fromString("0b0e1a52-6c1f-4f0e-9d51-2f6d3a7c1a01");
  private static final String REF = AWA.toString();
  private static final String APPROVAL = "approval";
  private static final Instant NINE = Instant.parse("2026-01-05T09:00:00Z");
  private static final Map<String, String> SEALED = Map.of("situation", "c2VhbGVk");

  private static final Vault.By ALICE = new Vault.By("alice", "FT");
  private static final Vault.By BOB = new Vault.By("bob", "FT");

  private static final Object REGISTERED = new Registered(REF, SEALED);
  private static final Object ENDED = new RegistrationEnded(REF, "portfolio", SEALED);
  private static final Object ARCHIVED = new FileArchived(REF);
  private static final Object ASKED = new ApprovalAsked(REF, APPROVAL, "recall", "alice", "FT");
  private static final Object BY_BOB = new ApprovalGiven(REF, APPROVAL, "recall", "bob");
  private static final Object BY_EVE = new ApprovalGiven(REF, APPROVAL, "recall", "eve");

  @Test
  void twelve_months_after_the_registration_and_not_before() {
    var ended = situation("2025-11-25", null);

    assertThat(Vaults.isDue(ended, LocalDate.parse("2026-11-24"))).isFalse();
    assertThat(Vaults.isDue(ended, LocalDate.parse("2026-11-25"))).isTrue();
    assertThat(Vaults.isDue(situation(null, null), LocalDate.parse("2046-11-25"))).isFalse();
  }

  @Test
  void twelve_months_after_the_last_contact_with_who_is_not_registered_and_not_before() {
    var seen = new Situation("A", LocalDate.parse("2025-11-25"), null, null, "online-only");

    assertThat(Vaults.isDue(seen, LocalDate.parse("2026-11-24"))).isFalse();
    assertThat(Vaults.isDue(seen, LocalDate.parse("2026-11-25"))).isTrue();
    // One second before midnight in Paris, and at midnight.
    assertThat(Vaults.afterContact(Instant.parse("2026-01-05T22:59:59Z"))).isEqualTo("2027-01-05");
    assertThat(Vaults.afterContact(Instant.parse("2026-01-05T23:00:00Z"))).isEqualTo("2027-01-06");
  }

  @Test
  void a_file_in_which_somebody_was_met_since_stays() {
    var met = entry("note-written", "portfolio");
    var said = new FileChanged(REF, "contact-changed", "portfolio", Map.of("contact", "c2VhbGVk"));
    for (var contact : List.of(met, said)) {
      assertThat(Vault.archive(AWA, 1, after(REGISTERED, contact)).events()).isEmpty();
      assertThat(Vault.archive(AWA, 2, after(REGISTERED, contact)).events())
          .isEqualTo(List.of(ARCHIVED));
    }
    // Told by an import; and that somebody did not come.
    for (var nothing :
        List.of(entry("appointment-made", "import"), entry("appointment-closed", "portfolio"))) {
      assertThat(Vault.archive(AWA, 1, after(REGISTERED, nothing)).events())
          .isEqualTo(List.of(ARCHIVED));
    }
  }

  @Test
  void who_was_never_registered_comes_back_by_registering() {
    assertThat(Vault.renew(AWA, "c2VhbGVk", after(REGISTERED, ARCHIVED)).answer()).isTrue();
    assertThat(Vault.renew(AWA, "c2VhbGVk", after(REGISTERED)).answer()).isFalse();
  }

  private static Object entry(String change, String basis) {
    return new EntryWritten(REF, "entry", "history", change, basis, "c2VhbGVk");
  }

  @Test
  void a_file_is_put_away_once() {
    assertThat(Vault.archive(AWA, 2, after(REGISTERED, ENDED)).events())
        .isEqualTo(List.of(ARCHIVED));
    assertThat(Vault.archive(AWA, 2, after(REGISTERED, ENDED, ARCHIVED)).events()).isEmpty();
  }

  @Test
  void a_file_whose_situation_changed_since_stays() {
    var renewed = new RegistrationRenewed(REF, "registration", SEALED);

    assertThat(Vault.archive(AWA, 2, after(REGISTERED, ENDED, renewed)).events()).isEmpty();
  }

  @Test
  void two_others_bring_it_back() {
    var state = after(REGISTERED, ENDED, ARCHIVED, ASKED, BY_BOB, BY_EVE);

    assertThat(Vault.recall(AWA, APPROVAL, ALICE, state, NINE).events())
        .isEqualTo(
            List.of(
                new ApprovalUsed(REF, APPROVAL, "recall", "alice"),
                new FileRecalled(REF, APPROVAL)));
  }

  // R56.
  @Test
  void three_of_another_tenant_do_not() {
    var asked = new ApprovalAsked(REF, APPROVAL, "recall", "alice", "CE-01");
    var theirs = new Vault.By("alice", "CE-01");
    for (var follower : List.of("FT", "CE-02", "CE-01")) {
      var state =
          after(
              REGISTERED,
              ENDED,
              ARCHIVED,
              new PersonAssigned(REF, "zoe", follower, follower + "-01"),
              asked,
              BY_BOB,
              BY_EVE);

      assertThat(Vault.recall(AWA, APPROVAL, theirs, state, NINE).answer())
          .as(follower)
          .isEqualTo(follower.equals("CE-01"));
    }
  }

  @Test
  void one_does_not() {
    var state = after(REGISTERED, ENDED, ARCHIVED, ASKED, BY_BOB);

    assertThat(Vault.recall(AWA, APPROVAL, ALICE, state, NINE).events()).isEmpty();
    assertThat(Vault.recall(AWA, APPROVAL, BOB, state, NINE).events()).isEmpty();
  }

  @Test
  void what_is_not_there_uses_no_approval_up() {
    assertThat(
            Vault.recall(AWA, APPROVAL, ALICE, after(REGISTERED, ASKED, BY_BOB, BY_EVE), NINE)
                .events())
        .isEmpty();
  }

  @Test
  void what_came_back_returns_from_a_position_of_its_own() {
    var state = after(REGISTERED, ENDED, ARCHIVED, new FileRecalled(REF, APPROVAL));

    assertThat(Vault.archive(AWA, 2, state).events()).isEmpty();
    assertThat(Vault.archive(AWA, 4, state).events()).isEqualTo(List.of(ARCHIVED));
  }

  @Test
  void who_registers_again_is_back() {
    assertThat(Vault.renew(AWA, "c2VhbGVk", after(REGISTERED, ENDED, ARCHIVED)).events())
        .isEqualTo(List.of(new RegistrationRenewed(REF, "registration", SEALED)));
    assertThat(Vault.renew(AWA, "c2VhbGVk", after(REGISTERED)).events()).isEmpty();
    assertThat(Vault.renew(AWA, "c2VhbGVk", after()).events()).isEmpty();
  }

  @Test
  void who_is_erased_is_not() {
    var state = after(REGISTERED, ENDED, ARCHIVED, new DataErased(REF, "file", "request"));

    assertThat(Vault.renew(AWA, "c2VhbGVk", state).events()).isEmpty();
  }

  private static Vault after(Object... past) {
    var state = Vault.NOTHING;
    for (var i = 0; i < past.length; i++) {
      state =
          state.after(
              new StoredEvent(
                  i + 1L,
                  new UUID(1, i),
                  "records.some",
                  1,
                  NINE,
                  past[i],
                  "",
                  Map.of(),
                  Set.of()));
    }
    return state;
  }

  private static Situation situation(@Nullable String ended, @Nullable String status) {
    return new Situation(
        "A",
        LocalDate.parse("2001-03-01"),
        null,
        ended == null ? null : LocalDate.parse(ended),
        status);
  }
}
