package fr.vigie.audit.breach;

import fr.vigie.audit.letters.FrenchWords;
import fr.vigie.audit.letters.TaggedPdf;
import fr.vigie.kit.ParisTime;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The notification to the authority, in French, to be completed by hand.
final class Article33Letter {

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("dd/MM/uuuu HH:mm", Locale.FRENCH).withZone(ParisTime.ZONE);
  private static final String TITLE = "Notification d’une violation de données personnelles";
  private static final String BLANK =
      "................................................................";

  private Article33Letter() {}

  static byte[] of(Article33 form, Instant now) throws IOException {
    try (var page = new TaggedPdf(TITLE, "fr-FR")) {
      page.heading(TITLE);
      page.paragraph(
          "Article 33 du règlement général sur la protection des données. Préremplie à partir du"
              + " journal le "
              + MINUTE.format(now)
              + ", heure de Paris. Dossier "
              + form.breach()
              + ".");
      page.subheading("Délai");
      page.paragraph(
          "Connaissance de la violation : "
              + MINUTE.format(form.awareAt())
              + ". Échéance des 72 heures : "
              + MINUTE.format(form.deadline())
              + ". "
              + left(form));
      phases(page, form);
      contents(page, form.facts());
      page.subheading("À compléter");
      for (var blank : form.toComplete()) {
        page.paragraph(FrenchWords.word("breach", blank) + " :");
        page.paragraph(BLANK);
      }
      return page.bytes();
    }
  }

  private static String left(Article33 form) {
    if (!form.notified().isEmpty()) {
      return form.overdue() ? "Notifiée hors délai." : "Notifiée dans le délai.";
    }
    var left = Duration.ofSeconds(Math.abs(form.secondsLeft()));
    var hours = left.toHours() + " h " + left.toMinutesPart() + " min";
    return form.overdue() ? "Délai dépassé de " + hours + "." : "Il reste " + hours + ".";
  }

  private static void phases(TaggedPdf page, Article33 form) throws IOException {
    if (form.notified().isEmpty()) {
      return;
    }
    page.table(
        new float[] {40, 60},
        List.of("Notification", "Transmise le"),
        IntStream.range(0, form.notified().size())
            .mapToObj(i ->
                List.of(
                    i == 0 ? "Initiale" : "Complémentaire " + i,
                    MINUTE.format(form.notified().get(i))))
            .toList());
  }

  private static void contents(TaggedPdf page, BreachFacts facts) throws IOException {
    page.subheading("Nature et étendue");
    page.paragraph(
        "Perte de confidentialité : des données ont été consultées. Personnes concernées :"
            + " demandeurs d’emploi.");
    var rows = new ArrayList<List<String>>();
    rows.add(List.of("Personnes concernées", Long.toString(facts.persons())));
    rows.add(List.of("Consultations", Long.toString(facts.accesses())));
    rows.add(List.of("Première", time(facts.first())));
    rows.add(List.of("Dernière", time(facts.last())));
    page.table(new float[] {40, 60}, List.of("Mesure", "Valeur"), rows);
    parts(page, "Données", "field", facts.fieldClasses());
    parts(page, "Organismes", "organisation", facts.organisations());
    page.paragraph(
        "Ces nombres sont exacts pour les "
            + facts.end()
            + " premières inscriptions du journal ; le fichier de la violation les justifie une à"
            + " une.");
  }

  private static void parts(TaggedPdf page, String title, String kind, List<BreachFacts.Part> parts)
      throws IOException {
    page.subheading(title);
    page.table(
        new float[] {50, 25, 25},
        List.of(title, "Personnes", "Consultations"),
        parts.stream()
            .map(part ->
                List.of(
                    FrenchWords.word(kind, part.name()),
                    Long.toString(part.persons()),
                    Long.toString(part.accesses())))
            .toList());
  }

  private static String time(@Nullable Instant time) {
    return time == null ? "-" : MINUTE.format(time);
  }
}
