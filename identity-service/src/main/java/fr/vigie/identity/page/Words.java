package fr.vigie.identity.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// Every sentence of the pages, in French; English stands in `messages/msg_en.properties`.
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

  @Message("Vous avez déjà un compte auprès d’un autre service ?")
  String otherProviders();

  @Message("Se connecter avec {label}")
  String signInWith(String label);

  @Message("Connexion refusée")
  String federationRefusedTitle();

  @Message(
      "L’authentification faite auprès de l’autre service est trop faible : il en faut une à deux facteurs, sans code par courriel ni SMS. Activez-y une application d’authentification ou une clé d’accès, ou connectez-vous ici avec votre mot de passe et votre code.")
  String federationWeak();

  @Message(
      "L’autre service ne dit pas avec certitude qui vous êtes. Connectez-vous ici avec votre mot de passe et votre code, et prévenez votre assistance.")
  String federationUnclear();

  @Message(
      "L’autre service ne vous a pas authentifié. Retournez à l’application et recommencez, ou connectez-vous ici avec votre mot de passe et votre code.")
  String federationNotThere();

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

  @Message("Clé d’accès")
  String byPasskey();

  @Message(
      "Le plus sûr et le plus rapide : votre appareil vérifie que c’est vous, et vous n’avez rien à saisir.")
  String byPasskeyHint();

  @Message("Utiliser une clé d’accès")
  String usePasskey();

  @Message(
      "La clé d’accès n’a pas servi : vous avez annulé, ou votre appareil ne vous a pas reconnu. Réessayez.")
  String passkeyFailed();

  @Message(
      "Clé d’accès non reconnue. Réessayez, utilisez votre mot de passe, ou adressez-vous à votre assistance.")
  String wrongPasskey();

  @Message("Votre clé d’accès est enregistrée. Utilisez-la maintenant pour vous connecter.")
  String passkeyAdded();

  @Message("Votre fonction demande une clé d’accès : utilisez-la pour vous connecter.")
  String passkeyRequired();

  @Message("Enregistrer une clé d’accès")
  String enrolTitle();

  @Message("La clé d’accès n’est pas enregistrée")
  String enrolErrorTitle();

  @Message(
      "Votre appareil a proposé une clé qui ne convient pas. Réessayez, ou prenez un autre appareil.")
  String wrongNewPasskey();

  @Message(
      "Votre fonction demande une clé d’accès d’un modèle reconnu, et celle-ci n’en est pas. Prenez la clé que votre organisme vous a remise, et acceptez que son modèle nous soit communiqué.")
  String wrongModel();

  @Message(
      "Cette clé d’accès ne suffit plus à votre fonction. Connectez-vous avec votre mot de passe et votre code : vous pourrez en enregistrer une d’un modèle reconnu.")
  String modelNoMore();

  @Message(
      "Votre fonction demande une clé d’accès. Enregistrez-en une pour continuer : elle remplacera votre mot de passe et votre code.")
  String enrolWhy();

  @Message(
      "Votre appareil vous demandera votre code de déverrouillage, votre doigt ou votre visage. Rien de cela ne le quitte.")
  String makePasskeyHint();

  @Message("Enregistrer une clé d’accès")
  String makePasskey();

  @Message(
      "Ce navigateur ne connaît pas les clés d’accès, ou son JavaScript est coupé. Prenez-en un autre.")
  String passkeyAbsent();

  @Message("Enregistrer ensuite une clé d’accès, pour ne plus rien avoir à saisir")
  String enrolToo();

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

  @Message("Sessions ouvertes")
  String sessionsTitle();

  @Message("Voir et fermer mes sessions")
  String sessionsShow();

  @Message("Cette session")
  String sessionHere();

  @Message("Ouverte le")
  String sessionSince();

  @Message("Dernière activité le")
  String sessionSeen();

  @Message("avec une clé d’accès")
  String sessionByPasskey();

  @Message("Fermer cette session")
  String endSession();

  @Message("Fermer toutes les autres sessions")
  String endOtherSessions();

  @Message("C’est fermé, et les applications concernées en sont prévenues.")
  String sessionIsEnded();
}
