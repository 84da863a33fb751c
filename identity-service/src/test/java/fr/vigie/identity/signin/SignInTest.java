package fr.vigie.identity.signin;

import static org.assertj.core.api.Assertions.assertThat;

import fr.vigie.identity.guesses.Factor;
import fr.vigie.identity.session.ShownFactors;
import fr.vigie.identity.signin.SignIn.AwaitsCode;
import fr.vigie.identity.signin.SignIn.AwaitsPassword;
import fr.vigie.identity.signin.SignIn.Complete;
import fr.vigie.identity.signin.SignIn.Finding;
import fr.vigie.identity.signin.SignIn.Finding.Not;
import fr.vigie.identity.signin.SignIn.Finding.Right;
import fr.vigie.identity.signin.SignIn.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SignInTest {

  private static final UUID ALICE = new UUID(0, 1);
  private static final UUID OSCAR = new UUID(0, 2);

  @Test
  void password_then_code_of_one_account_complete_it() {
    var signIn =
        new AwaitsPassword()
            .after(new Right(Factor.PASSWORD, ALICE))
            .after(new Right(Factor.CODE, ALICE));

    assertThat(signIn).isEqualTo(new Complete(ALICE, ShownFactors.PASSWORD_AND_CODE));
  }

  /// Law 4, for every sequence of up to four findings.
  @Test
  void nothing_completes_it_but_both_factors_of_one_account_in_order() {
    for (var findings : sequences(4)) {
      SignIn signIn = new AwaitsPassword();
      for (var finding : findings) {
        signIn = signIn.after(finding);
      }

      if (signIn instanceof Complete(var account, _)) {
        var password = findings.indexOf(new Right(Factor.PASSWORD, account));
        var code = findings.lastIndexOf(new Right(Factor.CODE, account));
        assertThat(password).isNotNegative().isLessThan(code);
      }
    }
  }

  @Test
  void a_code_before_the_password_opens_nothing() {
    assertThat(new AwaitsPassword().after(new Right(Factor.CODE, ALICE)))
        .isEqualTo(new AwaitsPassword());
  }

  @Test
  void anothers_code_opens_nothing() {
    assertThat(new AwaitsCode(ALICE).after(new Right(Factor.CODE, OSCAR)))
        .isEqualTo(new AwaitsCode(ALICE));
  }

  private static List<Finding> findings() {
    var all = new ArrayList<Finding>();
    for (var factor : Factor.values()) {
      all.add(new Right(factor, ALICE));
      all.add(new Right(factor, OSCAR));
      for (var reason : Reason.values()) {
        all.add(new Not(factor, reason));
      }
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
