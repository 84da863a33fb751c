package fr.vigie.records.privacy;

import fr.vigie.records.jobseeker.WholeFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/// A copy as pages of text, in French, for the person it is about.
final class CopyDocument {

  private static final float SIZE = 10;
  private static final float LEADING = 14;
  private static final float MARGIN = 56;
  private static final float WIDTH = PDRectangle.A4.getWidth() - 2 * MARGIN;
  private static final int LINES = (int) ((PDRectangle.A4.getHeight() - 2 * MARGIN) / LEADING);

  private CopyDocument() {}

  static byte[] of(WholeFile file, UUID receipt) {
    try (var document = new PDDocument();
        var in =
            PDDocument.class.getResourceAsStream(
                "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
      // The font that comes with the library: no other is sure to be there.
      var font = PDType0Font.load(document, Objects.requireNonNull(in));
      document.getDocumentInformation().setTitle("Copie de votre dossier");
      document.getDocumentCatalog().setLanguage("fr");
      var lines = wrapped(CopyText.of(file, receipt), font);
      for (var from = 0; from < lines.size(); from += LINES) {
        page(document, font, lines.subList(from, Math.min(from + LINES, lines.size())));
      }
      var out = new ByteArrayOutputStream();
      document.save(out);
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void page(PDDocument document, PDFont font, List<String> lines)
      throws IOException {
    var page = new PDPage(PDRectangle.A4);
    document.addPage(page);
    try (var pen = new PDPageContentStream(document, page)) {
      pen.beginText();
      pen.setFont(font, SIZE);
      pen.setLeading(LEADING);
      pen.newLineAtOffset(MARGIN, PDRectangle.A4.getHeight() - MARGIN);
      for (var line : lines) {
        pen.showText(line);
        pen.newLine();
      }
      pen.endText();
    }
  }

  private static List<String> wrapped(List<String> lines, PDFont font) throws IOException {
    var wrapped = new ArrayList<String>();
    for (var line : lines) {
      var current = new StringBuilder();
      for (var word : known(line, font).split(" ", -1)) {
        var longer = current.isEmpty() ? word : current + " " + word;
        if (font.getStringWidth(longer) / 1000 * SIZE > WIDTH && !current.isEmpty()) {
          wrapped.add(current.toString());
          current = new StringBuilder("    " + word);
        } else {
          current = new StringBuilder(longer);
        }
      }
      wrapped.add(current.toString());
    }
    return wrapped;
  }

  // A letter the font does not have must not keep a person from the rest of the file.
  private static String known(String line, PDFont font) {
    var text = new StringBuilder();
    line.codePoints()
        .forEach(letter -> {
          var one = Character.toString(letter);
          try {
            font.encode(one);
            text.append(one);
          } catch (IOException | IllegalArgumentException _) {
            text.append('?');
          }
        });
    return text.toString();
  }
}
