package fr.vigie.identity.enrolment;

import io.nayuki.qrcodegen.QrCode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/// What an authenticator application photographs, drawn as one path: no image, no style, so that
/// the content security policy need not admit any.
public final class QrCodes {

  /// A square of black and white.
  ///
  /// @param size of its side, in modules, the quiet border with it
  /// @param path of the black ones, as SVG writes it
  public record Drawing(int size, String path) {}

  private static final int BORDER = 4;

  private QrCodes() {}

  /// A secret for one-time codes, in the form that all authenticator applications read.
  public static Drawing ofSecret(String login, String base32) {
    var name = URLEncoder.encode(login, StandardCharsets.UTF_8).replace("+", "%20");
    return draw("otpauth://totp/Vigie:" + name + "?secret=" + base32 + "&issuer=Vigie");
  }

  private static Drawing draw(String text) {
    var code = QrCode.encodeText(text, QrCode.Ecc.MEDIUM);
    var path = new StringBuilder();
    for (var y = 0; y < code.size; y++) {
      for (var x = 0; x < code.size; x++) {
        if (code.getModule(x, y)) {
          path.append('M').append(x + BORDER).append(' ').append(y + BORDER).append("h1v1h-1z");
        }
      }
    }
    return new Drawing(code.size + 2 * BORDER, path.toString());
  }
}
