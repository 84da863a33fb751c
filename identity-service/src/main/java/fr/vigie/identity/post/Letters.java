package fr.vigie.identity.post;

/// What people are written, in French and in English. No name, no login: an address may be somebody
/// else's by now.
public final class Letters {

  private Letters() {}

  /// The one letter with a secret.
  ///
  /// @param password whether it is the password that is chosen anew, and not the other factor
  /// @param address of the page, with the secret
  public static Letter link(String to, boolean password, String address) {
    return new Letter(
        to,
        "Vigie : votre lien / your link",
        """
        Votre assistance a demandé pour vous %s, et deux responsables l'ont accepté.

        Ouvrez ce lien dans les dix minutes. Il ne sert qu'une fois, et ne suffit pas : %s vous sera demandé.

        %s

        Ne transmettez ce lien à personne. Personne, pas même l'assistance, ne vous demandera ce lien, un mot de passe ou un code.

        --

        Your service desk has asked for %s for you, and two people have agreed.

        Open this link within ten minutes. It works once, and is not enough: you will be asked for %s.

        %s

        Pass this link on to nobody. Nobody, not even the service desk, will ask you for this link, a password or a code.
        """
            .formatted(
                password ? "un nouveau mot de passe" : "un nouveau second facteur",
                password ? "le code de votre application" : "votre mot de passe",
                address,
                password ? "a new password" : "a new second factor",
                password ? "your application's code" : "your password",
                address));
  }

  /// Tells the holder, or a manager, of a step.
  ///
  /// @param about `reset-requested`, or the cause of a probation
  /// @param own whether it goes to the account's holder
  /// @param address of the page where a reset is stopped
  static Letter notice(String to, String about, boolean own, String account, String address) {
    return new Letter(
        to,
        own
            ? "Vigie : un changement sur votre compte / a change to your account"
            : "Vigie : un changement sur un compte de votre agence / a change to an account",
        """
        %s : %s.
        %s
        %s

        --

        %s: %s.
        %s
        %s
        """
            .formatted(
                own ? "Sur votre compte" : "Sur le compte " + account,
                french(about),
                own
                    ? "Si ce n'est pas vous, appelez tout de suite votre responsable et un responsable de la sécurité, et ne donnez à personne ni lien, ni mot de passe, ni code."
                    : "Si vous n'en savez rien, appelez la personne, puis un responsable de la sécurité.",
                "Une réinitialisation en cours s'arrête ici : " + address,
                own ? "On your account" : "On account " + account,
                english(about),
                own
                    ? "If it was not you, call your manager and a security officer at once, and give no link, password or code to anybody."
                    : "If you know nothing of it, call the person, then a security officer.",
                "A reset under way is stopped here: " + address));
  }

  private static String french(String about) {
    return switch (about) {
      case "reset-requested" -> "l'assistance a commencé une réinitialisation";
      case "password-reset" ->
          "un nouveau mot de passe a été choisi, toutes les sessions sont fermées";
      case "factor-reset" ->
          "un nouveau second facteur a été enregistré, toutes les sessions sont fermées";
      case "factor-rebound" -> "une autre application d'authentification a été enregistrée";
      case "recovery-code-used" -> "un code de secours a servi";
      default -> "les moyens de connexion ont changé";
    };
  }

  private static String english(String about) {
    return switch (about) {
      case "reset-requested" -> "the service desk has started a reset";
      case "password-reset" -> "a new password was chosen, all sessions are closed";
      case "factor-reset" -> "a new second factor was registered, all sessions are closed";
      case "factor-rebound" -> "another authenticator application was registered";
      case "recovery-code-used" -> "a recovery code was used";
      default -> "the ways to sign in have changed";
    };
  }
}
