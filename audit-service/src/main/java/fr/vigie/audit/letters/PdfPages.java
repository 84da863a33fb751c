package fr.vigie.audit.letters;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDNumberTreeNode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDParentTreeValue;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDMarkedContent;
import org.apache.pdfbox.pdmodel.documentinterchange.markedcontent.PDPropertyList;
import org.apache.pdfbox.pdmodel.documentinterchange.taggedpdf.StandardStructureTypes;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;

/// The pages of a tagged document: where the pen is, and which piece of the structure each stroke
/// belongs to. In the structure tree (ISO 32000-1, 14.7) each marked piece of a page has a number,
/// and the parent tree leads back from page and number to the piece.
final class PdfPages {

  private static final PDRectangle A4 = PDRectangle.A4;
  private static final float MARGIN = 50;
  private static final float FOOT = 60;

  /// What can be written on.
  static final float WIDTH = A4.getWidth() - 2 * MARGIN;

  private final PDDocument document;
  private final PDFont font;
  private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
  private final PDStructureElement root;
  private final Map<Integer, PDParentTreeValue> parents = new HashMap<>();
  private final List<PDPage> pages = new ArrayList<>();
  private PDPage page;
  private PDPageContentStream pen;
  private COSArray marks = new COSArray();
  private float height;

  PdfPages(PDDocument document, String title, String language) throws IOException {
    this.document = document;
    // The font that comes with the library: no other is sure to be there.
    try (var in =
        PDDocument.class.getResourceAsStream(
            "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf")) {
      font = PDType0Font.load(document, Objects.requireNonNull(in));
    }
    document.getDocumentInformation().setTitle(title);
    document.setVersion(1.7f);
    var catalog = document.getDocumentCatalog();
    var marked = new PDMarkInfo();
    marked.setMarked(true);
    catalog.setMarkInfo(marked);
    catalog.setLanguage(language);
    var preferences = new PDViewerPreferences(new COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);
    catalog.setStructureTreeRoot(tree);
    root = new PDStructureElement(StandardStructureTypes.DOCUMENT, tree);
    tree.appendKid(root);
    page = open();
    pen = new PDPageContentStream(document, page);
  }

  private PDPage open() {
    var opened = new PDPage(A4);
    document.addPage(opened);
    pages.add(opened);
    marks = new COSArray();
    opened.setStructParents(pages.size() - 1);
    opened.getCOSObject().setName(COSName.getPDFName("Tabs"), "S");
    parents.put(pages.size() - 1, new PDParentTreeValue(marks));
    height = A4.getHeight() - MARGIN;
    return opened;
  }

  PDFont font() {
    return font;
  }

  PDStructureElement root() {
    return root;
  }

  /// A piece of the structure, below another.
  PDStructureElement element(String type, PDStructureElement parent) {
    var element = new PDStructureElement(type, (PDStructureNode) parent);
    element.setPage(page);
    parent.appendKid(element);
    return element;
  }

  /// What is drawn from here on belongs to this piece.
  void begin(PDStructureElement element, COSName type) throws IOException {
    var number = new COSDictionary();
    number.setInt(COSName.MCID, marks.size());
    marks.add(element.getCOSObject());
    element.appendKid(PDMarkedContent.create(type, number));
    pen.beginMarkedContent(type, PDPropertyList.create(number));
  }

  /// What is drawn from here on says nothing.
  void beginOrnament() throws IOException {
    pen.beginMarkedContent(COSName.ARTIFACT);
  }

  void end() throws IOException {
    pen.endMarkedContent();
  }

  void text(String text, float size, float left, float below) throws IOException {
    pen.beginText();
    pen.setFont(font, size);
    pen.newLineAtOffset(MARGIN + left, height - below);
    pen.showText(text);
    pen.endText();
  }

  /// A line under a row.
  void line() throws IOException {
    beginOrnament();
    pen.setStrokingColor(0.75f);
    pen.setLineWidth(0.5f);
    pen.moveTo(MARGIN, height);
    pen.lineTo(MARGIN + WIDTH, height);
    pen.stroke();
    end();
  }

  void down(float points) {
    height -= points;
  }

  /// Goes to a new page where this one has less room than that.
  ///
  /// @return whether it did
  boolean keep(float points) throws IOException {
    if (height - points >= FOOT) {
      return false;
    }
    pen.close();
    page = open();
    pen = new PDPageContentStream(document, page);
    return true;
  }

  /// The text, without what the font has no sign for.
  String drawable(String text) {
    var drawable = new StringBuilder();
    text.codePoints()
        .forEach(sign -> {
          try {
            font.encode(Character.toString(sign));
            drawable.appendCodePoint(sign);
          } catch (IOException | IllegalArgumentException _) {
            drawable.append('?');
          }
        });
    return drawable.toString();
  }

  /// Numbers the pages and closes the structure.
  void finish() throws IOException {
    pen.close();
    for (var i = 0; i < pages.size(); i++) {
      try (var foot =
          new PDPageContentStream(
              document, pages.get(i), PDPageContentStream.AppendMode.APPEND, true, true)) {
        foot.beginMarkedContent(COSName.ARTIFACT);
        foot.beginText();
        foot.setFont(font, 8);
        foot.newLineAtOffset(MARGIN, 30);
        foot.showText("Page %d / %d".formatted(i + 1, pages.size()));
        foot.endText();
        foot.endMarkedContent();
      }
    }
    var numbers = new PDNumberTreeNode(PDParentTreeValue.class);
    numbers.setNumbers(parents);
    tree.setParentTree(numbers);
    tree.setParentTreeNextKey(pages.size());
  }
}
