package fr.vigie.identity.page;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// Every sentence about passkeys that are made and shown, in French; English stands in
/// `messages/passkeys_en.properties`.
@MessageBundle("passkeys")
public interface PasskeyWords {

  @Message("Clé d’accès")
  String title();

  @Message(
      "Le plus sûr et le plus rapide : votre appareil vérifie que c’est vous, et vous n’avez rien à saisir.")
  String hint();

  @Message("Utiliser une clé d’accès")
  String use();

  @Message(
      "La clé d’accès n’a pas servi : vous avez annulé, ou votre appareil ne vous a pas reconnu. Réessayez.")
  String failed();

  @Message(
      "Clé d’accès non reconnue. Réessayez, utilisez votre mot de passe, ou adressez-vous à votre assistance.")
  String wrong();

  @Message("Votre clé d’accès est enregistrée. Utilisez-la maintenant pour vous connecter.")
  String added();

  @Message("Votre fonction demande une clé d’accès : utilisez-la pour vous connecter.")
  String required();

  @Message("Enregistrer une clé d’accès")
  String enrolTitle();

  @Message("La clé d’accès n’est pas enregistrée")
  String enrolErrorTitle();

  @Message(
      "Votre appareil a proposé une clé qui ne convient pas. Réessayez, ou prenez un autre appareil.")
  String wrongNew();

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
  String makeHint();

  @Message("Enregistrer une clé d’accès")
  String make();

  @Message(
      "Ce navigateur ne connaît pas les clés d’accès, ou son JavaScript est coupé. Prenez-en un autre.")
  String absent();

  @Message("Enregistrer ensuite une clé d’accès, pour ne plus rien avoir à saisir")
  String enrolToo();
}
