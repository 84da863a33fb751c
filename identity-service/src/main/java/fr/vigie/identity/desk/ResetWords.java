package fr.vigie.identity.desk;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// Every sentence of the resets' pages, in French; English stands in
/// `messages/reset_en.properties`.
@MessageBundle("reset")
public interface ResetWords {

  @Message("Réinitialisations")
  String title();

  @Message("C’est fait, et inscrit au journal.")
  String done();

  @Message("Ce n’est pas possible")
  String problem();

  @Message("Aucun compte ne porte cet identifiant.")
  String noAccount();

  @Message("Personne ne réinitialise son propre compte, ni n’accepte pour soi.")
  String ownAccount();

  @Message("Vérifiez d’abord l’identité de la personne, sur place ou en visioconférence.")
  String notProofed();

  @Message(
      "Cette personne n’a pas d’adresse enregistrée : le lien ne peut aller à elle seule. Son responsable doit la faire inviter de nouveau.")
  String noContact();

  @Message("Une réinitialisation est déjà en cours pour ce compte.")
  String alreadyOpen();

  @Message("Cette réinitialisation n’est plus en cours.")
  String notOpen();

  @Message("Vous l’avez demandée : deux autres personnes doivent l’accepter.")
  String ownRequest();

  @Message("Votre fonction ne permet pas d’accepter cette demande.")
  String notApprover();

  @Message("Vous l’avez déjà acceptée : il faut une autre personne.")
  String sameApprover();

  @Message("L’une des deux personnes doit être responsable dans la même organisation.")
  String needsManager();

  @Message("Seule l’assistance commence une réinitialisation.")
  String notDesk();

  @Message("Le formulaire n’est pas complet.")
  String incomplete();

  @Message("Commencer une réinitialisation")
  String startTitle();

  @Message(
      "Rien ne vous sera montré, et rien n’est donné par là : deux autres personnes doivent accepter, puis le lien part à la personne seule.")
  String startHint();

  @Message("Identifiant de la personne")
  String whom();

  @Message("Ce qui est perdu")
  String kind();

  @Message("le mot de passe (le second facteur reste)")
  String kindPassword();

  @Message("le second facteur (le mot de passe reste)")
  String kindFactor();

  @Message("Identité vérifiée")
  String proofing();

  @Message("non vérifiée")
  String proofingNone();

  @Message("sur place, avec une pièce d’identité")
  String proofingInPerson();

  @Message("en visioconférence, avec une pièce d’identité")
  String proofingVideo();

  @Message("Commencer")
  String start();

  @Message("Demandes")
  String listTitle();

  @Message("Aucune demande ne vous concerne.")
  String none();

  @Message("demandée par {agent} le {at}")
  String asked(String agent, String at);

  @Message("{count} accord sur 2")
  String approvals(int count);

  @Message("attend des accords")
  String stateWaits();

  @Message("acceptée, lien envoyé à la personne")
  String stateApproved();

  @Message("faite")
  String stateDone();

  @Message("refusée")
  String stateDeclined();

  @Message("expirée")
  String stateOver();

  @Message("Accepter")
  String approve();

  @Message("Refuser")
  String decline();

  @Message("Réinitialisations vous concernant ou à accepter")
  String toList();

  @Message("Votre lien n’est plus valable")
  String goneTitle();

  @Message(
      "Un lien sert une fois et vaut dix minutes. Si vous n’avez pas fini, demandez à votre assistance d’en commencer une autre.")
  String gone();

  @Message("Choisir un nouveau mot de passe")
  String passwordTitle();

  @Message("Le code de votre application d’authentification est demandé : le lien ne suffit pas.")
  String passwordWhy();

  @Message("Enregistrer un nouveau second facteur")
  String factorTitle();

  @Message("Votre mot de passe est demandé : le lien ne suffit pas.")
  String factorWhy();

  @Message("Saisie non reconnue")
  String wrongTitle();

  @Message(
      "Ce qui a été saisi n’a pas été reconnu. Vérifiez, attendez le code suivant, et réessayez.")
  String wrong();

  @Message("C’est fait")
  String completedTitle();

  @Message(
      "Toutes vos sessions sont fermées. Connectez-vous à l’application comme d’habitude. Pendant 24 heures, ce que vous pouvez consulter est limité.")
  String completed();
}
