package fr.vigie.audit.persons;

import fr.vigie.audit.letters.FrenchWords;
import fr.vigie.audit.letters.TaggedPdf;
import fr.vigie.kit.ParisTime;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The answer to a person who asks who accessed their data: in French, times as in Paris.
final class AccessLetter {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.FRENCH).withZone(ParisTime.ZONE);
  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.FRENCH).withZone(ParisTime.ZONE);

  private AccessLetter() {}

  static byte[] of(AccessList list, Instant now) throws IOException {
    try (var page = new TaggedPdf("Accès à vos données personnelles", "fr-FR")) {
      page.heading("Accès à vos données personnelles");
      page.paragraph(
          "Réponse à une demande d’accès (article 15 du règlement général sur la protection des"
              + " données), établie le "
              + MINUTE.format(now)
              + ", heure de Paris.");
      page.paragraph("Référence de la personne : " + list.person());
      page.paragraph(
          "Période : du "
              + DAY.format(list.from())
              + " au "
              + DAY.format(list.to())
              + ". "
              + counted(list.total()));
      if (list.total() > 0) {
        organisations(page, list);
        accesses(page, list);
      }
      page.subheading("Comment lire ce document");
      page.paragraph(
          "Chaque ligne est une consultation de vos données, seule, dans une liste ou parmi les"
              + " résultats d’une recherche. Les agents ne sont pas nommés ; chaque accès est inscrit"
              + " sous son numéro dans un journal qui ne peut être modifié, et dont ce document a lu"
              + " les "
              + list.end()
              + " premières inscriptions. Ce numéro permet de vérifier l’accès auprès du délégué à la"
              + " protection des données.");
      return page.bytes();
    }
  }

  private static String counted(int total) {
    return switch (total) {
      case 0 -> "Aucun accès n’a été enregistré.";
      case 1 -> "Un accès a été enregistré.";
      default -> total + " accès ont été enregistrés.";
    };
  }

  private static void organisations(TaggedPdf page, AccessList list) throws IOException {
    page.subheading("Par organisme");
    page.table(
        new float[] {40, 15, 22.5f, 22.5f},
        List.of("Organisme", "Accès", "Premier", "Dernier"),
        list.organisations().stream()
            .map(o ->
                List.of(
                    FrenchWords.word("organisation", o.organisation()),
                    Integer.toString(o.accesses()),
                    MINUTE.format(o.first()),
                    MINUTE.format(o.last())))
            .toList());
  }

  private static void accesses(TaggedPdf page, AccessList list) throws IOException {
    page.subheading("Chaque accès, du plus récent au plus ancien");
    page.table(
        new float[] {11, 18, 17, 15, 15, 24},
        List.of("Numéro", "Date et heure", "Organisme", "Accès", "Motif", "Données vues"),
        list.accesses().stream().map(AccessLetter::row).toList());
  }

  private static List<String> row(Access access) {
    return List.of(
        Long.toString(access.index()),
        MINUTE.format(access.time()),
        FrenchWords.word("organisation", access.organisation()),
        FrenchWords.word("operation", access.operation()),
        FrenchWords.word("purpose", access.purpose()),
        access.fieldClasses().stream()
            .map(name -> FrenchWords.word("field", name))
            .collect(Collectors.joining(", ")));
  }
}
