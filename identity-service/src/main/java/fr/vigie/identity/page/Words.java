package fr.vigie.identity.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// The sentences that several pages share, and those of signing in, in French; English stands in
/// `messages/msg_en.properties`.
@MessageBundle
public interface Words {

  @Message("fr")
  String language();

  @Message("Connexion")
  String signInTitle();

  @Message("Identifiant et mot de passe")
  String passwordTitle();

  @Message("Étape 1 sur 2")
  String passwordStep();

  @Message("Identifiant")
  String login();

  @Message("Mot de passe")
  String password();

  @Message("Continuer")
  String next();

  @Message("Code à usage unique")
  String codeTitle();

  @Message("Étape 2 sur 2")
  String codeStep();

  @Message("Code à 6 chiffres")
  String code();

  @Message("Ouvrez votre application d’authentification et recopiez le code affiché.")
  String codeHint();

  @Message("Se connecter")
  String signIn();

  @Message("Recommencer avec un autre identifiant")
  String otherLogin();

  @Message("Erreur :")
  String error();

  @Message("La connexion n’a pas abouti")
  String errorTitle();

  @Message(
      "Identifiant ou mot de passe non reconnu. Vérifiez votre saisie. Après plusieurs échecs, attendez quinze minutes avant de réessayer, ou adressez-vous à votre assistance.")
  String wrongPassword();

  @Message(
      "Code non reconnu. Attendez le code suivant et recopiez-le : un code ne sert qu’une fois. Après plusieurs échecs, attendez quinze minutes avant de réessayer, ou adressez-vous à votre assistance.")
  String wrongCode();

  @Message("Saisissez votre identifiant et votre mot de passe.")
  String missingPassword();

  @Message("Saisissez les 6 chiffres du code.")
  String missingCode();

  @Message("Connexion indisponible")
  String awayTitle();

  @Message(
      "Nous ne pouvons pas vérifier votre identité en ce moment. Rien n’a été vérifié. Réessayez dans quelques minutes.")
  String away();

  @Message("Trop de connexions en cours")
  String busyTitle();

  @Message("Beaucoup de personnes se connectent en ce moment. Réessayez dans quelques secondes.")
  String busy();

  @Message("Ce compte est gelé")
  String frozenTitle();

  @Message(
      "Ce compte, ou son organisation, ne peut rien faire pour le moment. Adressez-vous à un responsable de la sécurité : deux d’entre eux peuvent y mettre fin.")
  String frozen();

  @Message("Ce compte est fermé")
  String closedTitle();

  @Message(
      "Ce compte n’ouvre plus rien : son titulaire est parti, ou ne s’est pas connecté depuis quarante-cinq jours. Si c’est une erreur, adressez-vous au gestionnaire des comptes de votre organisme.")
  String closed();

  @Message("Cette page n’est plus valable")
  String staleTitle();

  @Message("Fermez cette page, retournez à l’application et connectez-vous de nouveau.")
  String stale();

  @Message("Demande refusée")
  String refusedTitle();

  @Message(
      "L’application qui vous envoie ici n’est pas connue, ou sa demande est mal formée. Prévenez votre assistance.")
  String refused();

  @Message("Se déconnecter")
  String signOutTitle();

  @Message(
      "Voulez-vous fermer votre session ? Vos applications vous demanderont de vous reconnecter.")
  String signOutQuestion();

  @Message("Fermer la session")
  String signOut();

  @Message("Vous êtes déconnecté")
  String signedOutTitle();

  @Message("Votre session est fermée. Vous pouvez fermer cette page.")
  String signedOut();

  @Message("Code de secours")
  String recoveryTitle();

  @Message("Code de secours (16 lettres et chiffres)")
  String recoveryCode();

  @Message(
      "L’un des dix codes que vous avez notés. Chacun ne sert qu’une fois ; tirets et majuscules n’importent pas.")
  String recoveryHint();

  @Message("Saisissez les 16 lettres et chiffres du code.")
  String missingRecoveryCode();

  @Message(
      "Code non reconnu, ou déjà utilisé. Essayez-en un autre de votre dernière liste. Après plusieurs échecs, attendez quinze minutes avant de réessayer, ou adressez-vous à votre assistance.")
  String wrongRecoveryCode();

  @Message("Je n’ai plus mon application : utiliser un code de secours")
  String useRecoveryCode();

  @Message("Revenir au code de l’application")
  String backToCode();
}
