package fr.vigie.identity.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.contracts.identity.IdentityEvent;
import fr.vigie.contracts.identity.IdentityEvent.AccountClosed;
import fr.vigie.contracts.identity.IdentityEvent.AccountCreated;
import fr.vigie.contracts.identity.IdentityEvent.AccountReopened;
import fr.vigie.contracts.identity.IdentityEvent.RolesGranted;
import fr.vigie.contracts.identity.IdentityEvent.RolesRefused;
import fr.vigie.contracts.identity.IdentityEvent.RolesRequested;
import fr.vigie.contracts.identity.IdentityEvent.RolesWithdrawn;
import fr.vigie.identity.lifecycle.AccountCommand.Close;
import fr.vigie.identity.lifecycle.AccountCommand.DecideRequest;
import fr.vigie.identity.lifecycle.AccountCommand.Reopen;
import fr.vigie.identity.lifecycle.AccountCommand.RequestRoles;
import fr.vigie.identity.lifecycle.AccountCommand.ReviewRoles;
import fr.vigie.identity.lifecycle.AccountCommand.WithdrawRoles;
import fr.vigie.identity.lifecycle.Standing.Outcome;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class StandingTest {

  private static final String ALICE = new UUID(0, 1).toString();
  private static final String OSCAR = new UUID(0, 2).toString();
  private static final String BEA = new UUID(0, 3).toString();
  private static final String REQUEST = "r1";
  private static final List<String> MANAGER = List.of("manager");
  private static final IdentityEvent CREATED =
      new AccountCreated(ALICE, "FT", "FT-01", List.of("advisor"));
  private static final IdentityEvent ASKED = new RolesRequested(ALICE, REQUEST, MANAGER, OSCAR);

  private static Standing given(IdentityEvent... history) {
    var standing = Standing.NOTHING;
    for (var event : history) {
      standing = standing.after(event);
    }
    return standing;
  }

  private static Outcome done(IdentityEvent... events) {
    return new Outcome.Done(List.of(events));
  }

  private static Outcome refused(AccountRefusal why) {
    return new Outcome.Refused(why);
  }

  @Test
  void one_asks_and_another_approves() {
    assertThat(given(CREATED).decide(new RequestRoles(REQUEST, MANAGER, OSCAR)))
        .isEqualTo(done(ASKED));
    assertThat(given(CREATED, ASKED).decide(new DecideRequest(REQUEST, true, BEA)))
        .isEqualTo(done(new RolesGranted(ALICE, REQUEST, MANAGER)));
  }

  /// R56; ATTACKS 50: two admins of one Cap emploi make nobody who watches over the others.
  @Test
  void an_account_of_a_cap_emploi_gets_no_role_over_all_organisations() {
    var celine = new AccountCreated(ALICE, "CE-01", "CE-01", List.of());
    for (var role : List.of("security-officer", "auditor")) {
      var asked = new RolesRequested(ALICE, REQUEST, List.of(role), OSCAR);

      assertThat(given(celine).decide(new RequestRoles(REQUEST, List.of(role), OSCAR)))
          .isEqualTo(refused(AccountRefusal.BAD_ROLES));
      // One that was asked for before is not given now.
      assertThat(given(celine, asked).decide(new DecideRequest(REQUEST, true, BEA)))
          .isEqualTo(refused(AccountRefusal.BAD_ROLES));
    }
    assertThat(given(celine).decide(new RequestRoles(REQUEST, List.of("privacy-officer"), OSCAR)))
        .isInstanceOf(Outcome.Done.class);
  }

  @Test
  void whoever_asks_does_not_approve_and_nobody_decides_about_the_own_account() {
    assertThat(given(CREATED, ASKED).decide(new DecideRequest(REQUEST, true, OSCAR)))
        .isEqualTo(refused(AccountRefusal.SAME_PERSON));
    assertThat(given(CREATED, ASKED).decide(new DecideRequest(REQUEST, true, ALICE)))
        .isEqualTo(refused(AccountRefusal.OWN_ACCOUNT));
    assertThat(given(CREATED, ASKED).decide(new DecideRequest(REQUEST, false, OSCAR)))
        .isEqualTo(done(new RolesRefused(ALICE, REQUEST, MANAGER)));
    assertThat(given(CREATED).decide(new ReviewRoles(ALICE)))
        .isEqualTo(refused(AccountRefusal.OWN_ACCOUNT));
  }

  @Test
  void a_request_is_decided_once() {
    var granted = given(CREATED, ASKED, new RolesGranted(ALICE, REQUEST, MANAGER));
    var refused = given(CREATED, ASKED, new RolesRefused(ALICE, REQUEST, MANAGER));

    assertThat(granted.account().orElseThrow().roles()).containsExactly("advisor", "manager");
    assertThat(granted.decide(new DecideRequest(REQUEST, true, BEA)))
        .isEqualTo(refused(AccountRefusal.NO_REQUEST));
    assertThat(refused.decide(new DecideRequest(REQUEST, true, BEA)))
        .isEqualTo(refused(AccountRefusal.NO_REQUEST));
  }

  @Test
  void the_same_request_again_is_nothing_new() {
    assertThat(given(CREATED, ASKED).decide(new RequestRoles(REQUEST, MANAGER, OSCAR)))
        .isEqualTo(done());
  }

  /// R33: nobody holds advisor and auditor together, whichever way the two come.
  @Test
  void roles_that_exclude_each_other_do_not_come_together_by_two_requests() {
    var auditor = new RolesRequested(ALICE, "r2", List.of("auditor"), OSCAR);
    var advisor = new RolesRequested(ALICE, "r3", List.of("advisor"), OSCAR);
    var nothing = new RolesWithdrawn(ALICE, List.of("advisor"));
    var both =
        given(CREATED, nothing, auditor, advisor)
            .after(new RolesGranted(ALICE, "r2", List.of("auditor")));

    assertThat(given(CREATED).decide(new RequestRoles("r2", List.of("auditor"), OSCAR)))
        .isEqualTo(refused(AccountRefusal.BAD_ROLES));
    assertThat(both.decide(new DecideRequest("r3", true, BEA)))
        .isEqualTo(refused(AccountRefusal.BAD_ROLES));
  }

  @Test
  void roles_that_are_none_are_refused() {
    assertThat(given(CREATED).decide(new RequestRoles(REQUEST, List.of("emperor"), OSCAR)))
        .isEqualTo(refused(AccountRefusal.BAD_ROLES));
    assertThat(given(CREATED).decide(new RequestRoles(REQUEST, List.of(), OSCAR)))
        .isEqualTo(refused(AccountRefusal.BAD_ROLES));
  }

  @Test
  void a_role_is_taken_away_at_once() {
    assertThat(given(CREATED).decide(new WithdrawRoles(List.of("advisor", "desk"))))
        .isEqualTo(done(new RolesWithdrawn(ALICE, List.of("advisor"))));
    assertThat(given(CREATED).decide(new WithdrawRoles(List.of("desk")))).isEqualTo(done());
  }

  @Test
  void a_closed_account_has_no_roles_and_comes_back_without_any() {
    var closed = given(CREATED, ASKED, new AccountClosed(ALICE, "left"));
    var back = closed.after(new AccountReopened(ALICE));

    assertThat(given(CREATED).decide(new Close("left")))
        .isEqualTo(done(new AccountClosed(ALICE, "left")));
    assertThat(closed.decide(new Close("left"))).isEqualTo(done());
    assertThat(closed.account().orElseThrow().closed()).isTrue();
    assertThat(closed.account().orElseThrow().roles()).isEmpty();
    assertThat(closed.decide(new RequestRoles(REQUEST, MANAGER, OSCAR)))
        .isEqualTo(refused(AccountRefusal.CLOSED));
    assertThat(back.decide(new DecideRequest(REQUEST, true, BEA)))
        .isEqualTo(refused(AccountRefusal.NO_REQUEST));
    assertThat(back.account().orElseThrow().roles()).isEmpty();
    assertThat(given(CREATED).decide(new Reopen())).isEqualTo(refused(AccountRefusal.NOT_CLOSED));
  }

  @Test
  void of_nobody_nothing_can_be_asked() {
    assertThat(Standing.NOTHING.decide(new Close("left")))
        .isEqualTo(refused(AccountRefusal.NO_ACCOUNT));
  }
}
