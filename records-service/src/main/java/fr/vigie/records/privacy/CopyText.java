package fr.vigie.records.privacy;

import fr.vigie.records.jobseeker.WholeFile;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A copy as lines of text, in the words of the person it is about.
final class CopyText {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MM/yyyy HH:mm");

  private final List<String> lines = new ArrayList<>();

  private CopyText() {}

  static List<String> of(WholeFile file, UUID receipt) {
    var text = new CopyText();
    text.lines.add("Copie de votre dossier (article 15 du RGPD)");
    text.lines.add("Référence de cette copie : " + receipt);
    text.who(file);
    text.where(file);
    text.entries(file);
    return text.lines;
  }

  private void who(WholeFile file) {
    var identity = file.identity();
    if (identity != null) {
      section("Identité");
      line("Nom de naissance", identity.birthName());
      line("Nom d’usage", identity.usualName());
      line("Prénoms", identity.givenNames());
      line("Sexe", identity.sex());
      line("Né(e) le", identity.birthDate());
      line("Lieu de naissance", identity.birthPlace());
    }
    var identifiers = file.identifiers();
    if (identifiers != null) {
      line("Numéro de sécurité sociale", identifiers.nir());
      line("Identifiant France Travail", identifiers.number());
    }
    var contact = file.contact();
    if (contact != null) {
      section("Coordonnées");
      line("Adresse", contact.address());
      line("Code postal et commune", contact.postcode() + " " + contact.commune());
      line("Code INSEE de la commune", contact.communeCode());
      line("Téléphone", contact.phone());
      line("Courriel", contact.email());
    }
  }

  private void where(WholeFile file) {
    var situation = file.situation();
    if (situation != null) {
      section("Situation");
      line("Catégorie", situation.category());
      line("Inscription", situation.registeredOn());
      line("Fin d’inscription", situation.endedOn());
      line("Allocation", situation.benefit());
    }
    var path = file.path();
    if (path != null) {
      section("Parcours");
      line("Parcours", path.track());
      line("Structure référente", path.referent());
      line("Métier recherché", path.romeCode() + " " + path.romeLabel());
      line("Modalité d’accompagnement", path.modality());
      line(
          "Critères d’orientation",
          path.criteria().isEmpty() ? null : String.join(", ", path.criteria()));
    }
    var contract = file.contract();
    if (contract != null) {
      section("Contrat d’engagement");
      line("Signé le", contract.signedOn());
      line("Heures par semaine", contract.hoursPerWeek());
      line("Dispense", contract.exemption());
      line("Objectif", contract.goal());
    }
    var disability = file.disability();
    if (disability != null) {
      section("Handicap");
      line("Travailleur handicapé reconnu", disability.recognised() ? "oui" : "non");
      line("Jusqu’au", disability.until());
      line("Compensation", disability.compensation());
      line("Origine", disability.origin());
      line("Limites", disability.limits());
      line("Titre (obligation d’emploi)", disability.title());
      line("Besoins de récupération", disability.recovery());
    }
    var detention = file.detention();
    if (detention != null) {
      section("Incarcération");
      line("Jusqu’au", detention.until());
    }
  }

  private void entries(WholeFile file) {
    section("Rendez-vous");
    for (var each : file.appointments()) {
      var meeting = each.appointment();
      line(
          TIME.format(meeting.at()),
          "%s, %s, %s%s"
              .formatted(
                  meeting.agency(),
                  meeting.mode(),
                  meeting.reason(),
                  each.outcome() == null ? "" : ", " + outcome(each.outcome())));
    }
    section("Notes et actions");
    for (var note : file.notes()) {
      line(note.on().toString(), note.text().replace("\n", " "));
    }
    section("Modifications du dossier");
    for (var change : file.changes()) {
      line(change.at().toString(), change.what() + " " + String.join(", ", change.fieldClasses()));
    }
  }

  private static String outcome(String word) {
    return switch (word) {
      case "kept" -> "honoré";
      case "missed" -> "manqué";
      default -> "annulé";
    };
  }

  private void section(String title) {
    lines.add("");
    lines.add(title.toUpperCase(java.util.Locale.FRENCH));
  }

  private void line(String label, @Nullable Object value) {
    if (value != null) {
      lines.add(label + " : " + value);
    }
  }
}
