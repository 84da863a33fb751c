package fr.vigie.audit.letters;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.PDTableAttributeObject;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.font.PDFont;

/// A document of headings, paragraphs and tables, one below the other, that a screen reader can
/// read: each piece is tagged with what it is, heads of columns too, fonts are embedded, and the
/// language is said. What it draws on is [PdfPages].
public final class TaggedPdf implements Closeable {

  private static final float HEADING = 18;
  private static final float SUBHEADING = 12.5f;
  private static final float TEXT = 10;
  private static final float CELL = 8.5f;
  private static final float PADDING = 3;

  private final PDDocument document = new PDDocument();
  private final PdfPages pages;
  private final PDFont font;

  /// An empty document.
  ///
  /// @param language of its text: `fr-FR`
  public TaggedPdf(String title, String language) throws IOException {
    pages = new PdfPages(document, title, language);
    font = pages.font();
  }

  /// The title of the document, on top.
  public void heading(String text) throws IOException {
    block(StandardStructureTypes.H1, text, HEADING, 10);
  }

  /// The title of a part.
  public void subheading(String text) throws IOException {
    pages.keep(60);
    pages.down(8);
    block(StandardStructureTypes.H2, text, SUBHEADING, 6);
  }

  /// A paragraph.
  public void paragraph(String text) throws IOException {
    block(StandardStructureTypes.P, text, TEXT, 6);
  }

  private void block(String type, String text, float size, float after) throws IOException {
    var lines = wrap(text, size, PdfPages.WIDTH);
    pages.keep(lines.size() * leading(size));
    var element = pages.element(type, pages.root());
    pages.begin(element, COSName.getPDFName(type));
    for (var line : lines) {
      pages.down(leading(size));
      pages.text(line, size, 0, 0);
    }
    pages.end();
    pages.down(after);
  }

  /// A table whose heads stand at the top of each page again.
  ///
  /// @param widths of the columns, in hundredths of the page's
  public void table(float[] widths, List<String> heads, List<List<String>> rows)
      throws IOException {
    var table = pages.element(StandardStructureTypes.TABLE, pages.root());
    pages.keep(3 * leading(CELL) + 4 * PADDING);
    row(table, widths, heads, true);
    for (var row : rows) {
      if (pages.keep(height(widths, row))) {
        repeat(widths, heads);
      }
      row(table, widths, row, false);
    }
    pages.down(6);
  }

  private void row(PDStructureElement table, float[] widths, List<String> cells, boolean heads)
      throws IOException {
    var height = height(widths, cells);
    var row = pages.element(StandardStructureTypes.TR, table);
    var left = 0f;
    for (var i = 0; i < cells.size(); i++) {
      var type = heads ? StandardStructureTypes.TH : StandardStructureTypes.TD;
      var cell = pages.element(type, row);
      if (heads) {
        var scope = new PDTableAttributeObject();
        scope.setScope(PDTableAttributeObject.SCOPE_COLUMN);
        cell.addAttribute(scope);
      }
      pages.begin(cell, COSName.getPDFName(type));
      draw(cells.get(i), left, width(widths, i));
      pages.end();
      left += width(widths, i);
    }
    pages.down(height);
    pages.line();
  }

  // A reader hears the heads once; the repeated ones are ornament.
  private void repeat(float[] widths, List<String> heads) throws IOException {
    pages.beginOrnament();
    var left = 0f;
    for (var i = 0; i < heads.size(); i++) {
      draw(heads.get(i), left, width(widths, i));
      left += width(widths, i);
    }
    pages.end();
    pages.down(height(widths, heads));
    pages.line();
  }

  private void draw(String text, float left, float width) throws IOException {
    var below = PADDING;
    for (var line : wrap(text, CELL, width - 2 * PADDING)) {
      below += leading(CELL);
      pages.text(line, CELL, left + PADDING, below);
    }
  }

  private float height(float[] widths, List<String> cells) throws IOException {
    var lines = 1;
    for (var i = 0; i < cells.size(); i++) {
      lines = Math.max(lines, wrap(cells.get(i), CELL, width(widths, i) - 2 * PADDING).size());
    }
    return lines * leading(CELL) + 2.5f * PADDING;
  }

  private static float width(float[] widths, int column) {
    return PdfPages.WIDTH * widths[column] / 100;
  }

  private static float leading(float size) {
    return size * 1.3f;
  }

  /// Lines no wider than this; a word that is wider alone is broken.
  private List<String> wrap(String text, float size, float width) throws IOException {
    var lines = new ArrayList<String>();
    var line = new StringBuilder();
    for (var word : pages.drawable(text).split(" ", -1)) {
      var rest = word;
      if (!line.isEmpty() && wide(line + " " + rest, size) > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (line.isEmpty() && rest.length() > 1 && wide(rest, size) > width) {
        var fits = rest.length() - 1;
        while (fits > 1 && wide(rest.substring(0, fits), size) > width) {
          fits--;
        }
        lines.add(rest.substring(0, fits));
        rest = rest.substring(fits);
      }
      line.append(line.isEmpty() ? "" : " ").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }

  private float wide(String text, float size) throws IOException {
    return font.getStringWidth(text) / 1000 * size;
  }

  /// The whole of it.
  public byte[] bytes() throws IOException {
    pages.finish();
    var out = new ByteArrayOutputStream();
    document.save(out);
    return out.toByteArray();
  }

  @Override
  public void close() throws IOException {
    document.close();
  }
}
