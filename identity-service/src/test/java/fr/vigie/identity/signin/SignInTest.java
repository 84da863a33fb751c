package fr.vigie.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.session.ShownFactors;
import fr.vigie.identity.signin.SignIn.Ask;
import fr.vigie.identity.signin.SignIn.AwaitsCode;
import fr.vigie.identity.signin.SignIn.AwaitsPasskey;
import fr.vigie.identity.signin.SignIn.AwaitsPassword;
import fr.vigie.identity.signin.SignIn.Complete;
import fr.vigie.identity.signin.SignIn.Enrols;
import fr.vigie.identity.signin.SignIn.Finding;
import fr.vigie.identity.signin.SignIn.Finding.Added;
import fr.vigie.identity.signin.SignIn.Finding.Not;
import fr.vigie.identity.signin.SignIn.Finding.Right;
import fr.vigie.identity.signin.SignIn.Finding.RightPasskey;
import fr.vigie.identity.signin.SignIn.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SignInTest {

  private static final UUID ALICE = new UUID(0, 1);
  private static final UUID OSCAR = new UUID(0, 2);

  @Test
  void password_then_code_of_one_account_complete_it() {
    var signIn =
        new AwaitsPassword()
            .after(new Right(Factor.PASSWORD, ALICE), Ask.TWO_FACTORS)
            .after(new Right(Factor.CODE, ALICE), Ask.TWO_FACTORS);

    assertThat(signIn).isEqualTo(new Complete(ALICE, ShownFactors.PASSWORD_AND_CODE));
  }

  @Test
  void a_recovery_code_stands_in_for_the_code_and_for_nothing_else() {
    var recovery = new Right(Factor.RECOVERY_CODE, ALICE);

    assertThat(new AwaitsCode(ALICE).after(recovery, Ask.TWO_FACTORS))
        .isEqualTo(new Complete(ALICE, ShownFactors.PASSWORD_AND_RECOVERY_CODE));
    assertThat(new AwaitsPassword().after(recovery, Ask.TWO_FACTORS))
        .isEqualTo(new AwaitsPassword());
    assertThat(new AwaitsCode(OSCAR).after(recovery, Ask.TWO_FACTORS))
        .isEqualTo(new AwaitsCode(OSCAR));
    assertThat(new AwaitsCode(ALICE).after(recovery, Ask.PASSKEY))
        .isEqualTo(new AwaitsPasskey(ALICE));
  }

  @Test
  void a_passkey_alone_completes_it() {
    var signIn =
        new AwaitsPassword()
            .after(new RightPasskey(ALICE, ShownFactors.BOUND_PASSKEY), Ask.PASSKEY);

    assertThat(signIn).isEqualTo(new Complete(ALICE, ShownFactors.BOUND_PASSKEY));
  }

  /// Law 4 and R12, for every sequence of up to four findings, whatever the roles ask.
  @ParameterizedTest
  @EnumSource
  void nothing_completes_it_but_a_passkey_or_where_that_will_do_both_factors_in_order(Ask ask) {
    for (var findings : sequences(4)) {
      SignIn signIn = new AwaitsPassword();
      for (var finding : findings) {
        signIn = signIn.after(finding, ask);
      }

      if (signIn instanceof Complete(var account, var shown)) {
        if (shown.methods().contains("pwd")) {
          var password = findings.indexOf(new Right(Factor.PASSWORD, account));
          var code =
              Math.max(
                  findings.lastIndexOf(new Right(Factor.CODE, account)),
                  findings.lastIndexOf(new Right(Factor.RECOVERY_CODE, account)));
          assertThat(password).isNotNegative().isLessThan(code);
          assertThat(ask).isEqualTo(Ask.TWO_FACTORS);
        } else {
          assertThat(findings).contains(new RightPasskey(account, shown));
        }
      }
    }
  }

  @Test
  void a_code_before_the_password_opens_nothing() {
    assertThat(new AwaitsPassword().after(new Right(Factor.CODE, ALICE), Ask.TWO_FACTORS))
        .isEqualTo(new AwaitsPassword());
  }

  @Test
  void anothers_code_opens_nothing() {
    assertThat(new AwaitsCode(ALICE).after(new Right(Factor.CODE, OSCAR), Ask.TWO_FACTORS))
        .isEqualTo(new AwaitsCode(ALICE));
  }

  @Test
  void whoever_has_to_have_a_passkey_gets_one_before_anything_else() {
    var enrols = new AwaitsCode(ALICE).after(new Right(Factor.CODE, ALICE), Ask.FIRST_PASSKEY);
    var added = enrols.after(new Added(ALICE), Ask.PASSKEY);
    var shown = added.after(new RightPasskey(ALICE, ShownFactors.SHARED_PASSKEY), Ask.PASSKEY);

    assertThat(enrols).isEqualTo(new Enrols(ALICE));
    assertThat(added).isEqualTo(new AwaitsPasskey(ALICE));
    assertThat(shown).isEqualTo(new Complete(ALICE, ShownFactors.SHARED_PASSKEY));
  }

  @Test
  void whoever_has_one_is_not_let_in_with_less() {
    assertThat(new AwaitsCode(ALICE).after(new Right(Factor.CODE, ALICE), Ask.PASSKEY))
        .isEqualTo(new AwaitsPasskey(ALICE));
  }

  @Test
  void anothers_passkey_does_not_take_over_a_sign_in_under_way() {
    var oscars = new RightPasskey(OSCAR, ShownFactors.BOUND_PASSKEY);

    assertThat(new AwaitsPasskey(ALICE).after(oscars, Ask.PASSKEY))
        .isEqualTo(new AwaitsPasskey(ALICE));
    assertThat(new Enrols(ALICE).after(oscars, Ask.PASSKEY)).isEqualTo(new Enrols(ALICE));
    assertThat(new Enrols(ALICE).after(new Added(OSCAR), Ask.PASSKEY)).isEqualTo(new Enrols(ALICE));
  }

  private static List<Finding> findings() {
    var all = new ArrayList<Finding>();
    for (var account : List.of(ALICE, OSCAR)) {
      all.add(new Right(Factor.PASSWORD, account));
      all.add(new Right(Factor.CODE, account));
      all.add(new Right(Factor.RECOVERY_CODE, account));
      all.add(new RightPasskey(account, ShownFactors.BOUND_PASSKEY));
      all.add(new Added(account));
    }
    for (var reason : Reason.values()) {
      all.add(new Not(Factor.CODE, reason));
    }
    return all;
  }

  private static List<List<Finding>> sequences(int length) {
    if (length == 0) {
      return List.of(List.of());
    }
    var all = new ArrayList<List<Finding>>();
    for (var rest : sequences(length - 1)) {
      all.add(rest);
      for (var finding : findings()) {
        var longer = new ArrayList<Finding>(rest);
        longer.add(finding);
        all.add(longer);
      }
    }
    return all;
  }
}
