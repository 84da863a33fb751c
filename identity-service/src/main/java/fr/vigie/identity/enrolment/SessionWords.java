package fr.vigie.identity.enrolment;

import io.quarkus.qute.i18n.Message;
import io.quarkus.qute.i18n.MessageBundle;

/// Every sentence about open sessions, in French; English stands in
/// `messages/sessions_en.properties`.
@MessageBundle("sessions")
public interface SessionWords {

  @Message("Sessions ouvertes")
  String title();

  @Message("Voir et fermer mes sessions")
  String show();

  @Message("Cette session")
  String here();

  @Message("Ouverte le")
  String since();

  @Message("Dernière activité le")
  String seen();

  @Message("avec une clé d’accès")
  String byPasskey();

  @Message("Fermer cette session")
  String end();

  @Message("Fermer toutes les autres sessions")
  String endOthers();

  @Message("C’est fermé, et les applications concernées en sont prévenues.")
  String isEnded();
}
