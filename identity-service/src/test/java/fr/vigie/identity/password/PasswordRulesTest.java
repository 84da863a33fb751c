package fr.vigie.identity.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  private static final List<String> ALICE = List.of("alice-0042", "Alice Lefèvre", "CE-07");

  /// R8: no rule of composition; spaces, accents, one kind of character alone.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "tabouret girafe mousson violon",
        "jzqxvwkpgmhdtrlb",
        "私は毎朝電車で本を読みます",
        "x7#Kq9!mZ2$w",
        "83920175648392716450",
        "un éléphant mauve traverse Besançon"
      })
  void long_and_hard_to_guess_will_do(String password) {
    assertThat(PasswordRules.objection(password, ALICE)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "short,TOO_SHORT",
    "elevenchars,TOO_SHORT",
    "1q2w3e4r5t6y,COMMON",
    "QWERTYUIOP123,COMMON",
    "qwertzuiopasdfg,GUESSABLE",
    "839201756482,GUESSABLE",
    "azertyuiopqsdfghjklm,GUESSABLE",
    "aaaaaaaaaaaaaaaaaaaaaaaa,GUESSABLE",
    "motdepasse2026!,GUESSABLE",
    "Soleil123456789,GUESSABLE",
    "janvier-février-2026,GUESSABLE",
    "je suis lefevre et je lis,PERSONAL",
    "L3f3vr3 mousson violon girafe,PERSONAL",
    "cap emploi capemploi tabouret,PERSONAL",
    "vigie mousson violon girafe,PERSONAL"
  })
  void quickly_guessed_will_not(String password, PasswordRefusal why) {
    assertThat(PasswordRules.objection(password, ALICE)).contains(why);
  }

  @Test
  void from_12_to_128_characters_however_they_are_encoded() {
    var letters = "jzqxvwkpgmhdtrlbfnsc".repeat(7);

    assertThat(PasswordRules.objection(letters.substring(0, 128), ALICE)).isEmpty();
    assertThat(PasswordRules.objection(letters.substring(0, 129), ALICE))
        .contains(PasswordRefusal.TOO_LONG);
    assertThat(PasswordRules.objection("e\u0301".repeat(11), ALICE))
        .contains(PasswordRefusal.TOO_SHORT);
  }
}
