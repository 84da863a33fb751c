package fr.vigie.identity.account;

import java.util.regex.Pattern;

/// What an account is called: shown to its owner and to the applications, never in an event.
public record Profile(String login, String displayName) {

  private static final Pattern SEEN = Pattern.compile("\\P{C}{1,200}");

  /// Whether somebody may be named so: 1 to 200 characters that can be seen. Others turn a line
  /// round before whoever approves, or are kept by no database.
  public static boolean mayBeNamed(String text) {
    return !text.isBlank() && SEEN.matcher(text).matches();
  }

  @Override
  public String toString() {
    return "Profile[******]";
  }
}
