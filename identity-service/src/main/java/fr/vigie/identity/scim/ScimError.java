package fr.vigie.identity.scim;

import java.io.Serial;

/// A request of the directory that cannot be done, as RFC 7644, 3.12 answers it.
final class ScimError extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final int status;
  private final String type;

  /// @param type `uniqueness`, `invalidValue`, `invalidFilter`, `mutability`, ...; or empty
  ScimError(int status, String type, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
  }

  static ScimError noSuch(String what) {
    return new ScimError(404, "", "There is no such " + what + ".");
  }

  /// Somebody else was faster.
  static ScimError changed() {
    return new ScimError(
        412, "", "It has changed since: read it again, and decide again (If-Match).");
  }

  /// A patch names what it changes: whoever names what is not the directory's is told so.
  static ScimError notTheDirectorys(String attribute) {
    return new ScimError(
        400,
        "mutability",
        attribute + " is not changed here; roles are asked for as members of /Groups.");
  }

  static ScimError invalid(String detail) {
    return new ScimError(400, "invalidValue", detail);
  }

  int status() {
    return status;
  }

  String type() {
    return type;
  }
}
