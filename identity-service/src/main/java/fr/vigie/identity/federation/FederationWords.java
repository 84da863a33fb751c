package fr.vigie.identity.federation;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// Every sentence about other providers, in French; English stands in
/// `messages/federation_en.properties`.
@MessageBundle("federation")
public interface FederationWords {

  @Message("Vous avez déjà un compte auprès d’un autre service ?")
  String offers();

  @Message("Se connecter avec {label}")
  String signInWith(String label);

  @Message("Connexion refusée")
  String refusedTitle();

  @Message(
      "L’authentification faite auprès de l’autre service est trop faible : il en faut une à deux facteurs, sans code par courriel ni SMS. Activez-y une application d’authentification ou une clé d’accès, ou connectez-vous ici avec votre mot de passe et votre code.")
  String weak();

  @Message(
      "L’autre service ne dit pas avec certitude qui vous êtes. Connectez-vous ici avec votre mot de passe et votre code, et prévenez votre assistance.")
  String unclear();

  @Message(
      "L’autre service ne vous a pas authentifié. Retournez à l’application et recommencez, ou connectez-vous ici avec votre mot de passe et votre code.")
  String notThere();

  @Message("Identité pas encore rattachée")
  String unboundTitle();

  @Message(
      "{label} vous a reconnu, mais cette identité n’est rattachée à aucun compte. Connectez-vous une fois avec vos moyens habituels : le rattachement vous sera proposé aussitôt, pendant dix minutes.")
  String unbound(String label);

  @Message("Me connecter avec mes moyens habituels")
  String unboundSignIn();

  @Message("Rattacher {provider} à votre compte ?")
  String bindTitle(String provider);

  @Message(
      "Vous êtes connecté sous l’identifiant {login}. Si vous acceptez, la personne qui vient de s’authentifier auprès de {provider} dans ce navigateur pourra se connecter à ce compte. N’acceptez que si c’est vous.")
  String bindQuestion(String provider, String login);

  @Message("Rattacher")
  String bind();

  @Message("Ne pas rattacher")
  String bindNot();
}
