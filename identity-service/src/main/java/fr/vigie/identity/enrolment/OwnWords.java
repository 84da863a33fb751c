package fr.vigie.identity.enrolment;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// Every sentence of the pages of one's own factors, in French; English stands in
/// `messages/own_en.properties`.
@MessageBundle("own")
public interface OwnWords {

  @Message("Vos moyens de connexion")
  String accountTitle();

  @Message("La clé d’accès est enregistrée.")
  String passkeyIsAdded();

  @Message("La clé d’accès est supprimée : elle n’ouvre plus rien.")
  String passkeyIsRemoved();

  @Message("Continuer vers l’application")
  String goOn();

  @Message("Clés d’accès")
  String passkeysTitle();

  @Message("Vous n’avez pas encore de clé d’accès.")
  String noPasskey();

  @Message("Clé liée à un appareil")
  String boundPasskey();

  @Message("Clé partagée entre vos appareils")
  String sharedPasskey();

  @Message("Enregistrée le")
  String addedOn();

  @Message("Utilisée le")
  String usedOn();

  @Message("Supprimer la clé enregistrée le")
  String removePasskey();

  @Message("Supprimer")
  String remove();

  @Message("Vos dernières connexions")
  String lastSignIns();

  @Message("connexion")
  String signInDone();

  @Message("tentative refusée")
  String signInFailed();

  @Message("Ce n’était pas vous ? Prévenez aussitôt votre assistance.")
  String notYou();

  @Message("Changer de mot de passe")
  String newPasswordTitle();

  @Message("Ce mot de passe ne convient pas")
  String newPasswordErrorTitle();

  @Message(
      "De 12 à 128 caractères, sans règle de composition. Le plus simple : quatre ou cinq mots sans lien entre eux. Vos autres sessions seront fermées.")
  String newPasswordHint();

  @Message("Nouveau mot de passe")
  String newPassword();

  @Message("Le même, encore une fois")
  String newPasswordAgain();

  @Message("Changer de mot de passe")
  String changePassword();

  @Message("Retour")
  String back();

  @Message("Il a moins de 12 caractères.")
  String passwordTooShort();

  @Message("Il a plus de 128 caractères.")
  String passwordTooLong();

  @Message("Il figure parmi ceux que les voleurs essaient en premier.")
  String passwordCommon();

  @Message("Il contient votre identifiant, votre nom ou celui de votre organisme.")
  String passwordPersonal();

  @Message("Il se devine trop vite. Ajoutez un mot sans lien avec les autres.")
  String passwordGuessable();

  @Message("Les deux saisies diffèrent.")
  String passwordDifferent();

  @Message("Votre mot de passe est changé. Vos autres sessions sont fermées.")
  String passwordIsChanged();

  @Message("Vos codes de secours")
  String recoveryCodesTitle();

  @Message("Ces codes ne seront plus jamais affichés, et ceux d’avant ne valent plus rien.")
  String recoveryCodesOnce();

  @Message(
      "Imprimez-les ou recopiez-les, et gardez-les loin de votre téléphone et de votre mot de passe.")
  String recoveryCodesKeep();

  @Message("Je les ai notés")
  String recoveryCodesKept();

  @Message(
      "Vous n’avez pas de code de secours : si vous perdez votre téléphone, il faudra deux personnes pour vous rendre l’accès.")
  String noRecoveryCode();

  @Message("Créer dix nouveaux codes")
  String makeRecoveryCodes();

  @Message(
      "Vous vous êtes connecté avec un code de secours. Si votre application est perdue, associez-en une autre maintenant, ou enregistrez une clé d’accès. Pendant 24 heures, vos consultations sont limitées.")
  String recovered();

  @Message("Application d’authentification")
  String authenticatorTitle();

  @Message("L’application n’est pas encore associée")
  String authenticatorErrorTitle();

  @Message(
      "Ce code n’est pas celui de cette clé. Attendez le code suivant et recopiez-le ; vérifiez l’heure de votre téléphone.")
  String wrongAuthenticatorCode();

  @Message("Ouvrez une application d’authentification sur votre téléphone.")
  String authenticatorInstall();

  @Message("Photographiez ce carré avec elle.")
  String authenticatorScan();

  @Message("Carré à photographier ; la même clé est écrite dessous")
  String authenticatorQr();

  @Message("Ou saisissez-y cette clé :")
  String authenticatorType();

  @Message("Recopiez ci-dessous le code qu’elle affiche.")
  String authenticatorConfirm();

  @Message("Associer l’application")
  String authenticatorBind();

  @Message("Associer une autre application")
  String authenticatorChange();

  @Message(
      "L’application est associée ; l’ancienne n’ouvre plus rien, et vos autres sessions sont fermées.")
  String authenticatorIsBound();

  @Message("Il vous en reste {left} sur 10.")
  String recoveryLeft(int left);

  @Message("Bienvenue")
  String welcomeTitle();

  @Message("Vos moyens de connexion ne sont pas encore enregistrés")
  String welcomeErrorTitle();

  @Message(
      "Choisissez ici vos moyens de connexion : un mot de passe et une application d’authentification. Vous vous connecterez ensuite avec les deux.")
  String welcomeHint();

  @Message("Code d’invitation (8 lettres et chiffres)")
  String welcomeCode();

  @Message("La personne qui vous l’a donné n’est pas celle qui vous a envoyé le lien.")
  String welcomeCodeHint();

  @Message(
      "Ce code ne va pas avec ce lien. Après cinq essais, le lien ne vaut plus rien : demandez-en un autre.")
  String wrongWelcomeCode();

  @Message(
      "De 12 à 128 caractères, sans règle de composition. Le plus simple : quatre ou cinq mots sans lien entre eux.")
  String welcomePasswordHint();

  @Message("Enregistrer mes moyens de connexion")
  String welcomeDone();

  /// Before the login itself.
  @Message("Identifiant :")
  String yourLogin();

  /// Before how a sign-in ended.
  @Message("{at} :")
  String signInAt(String at);
}
