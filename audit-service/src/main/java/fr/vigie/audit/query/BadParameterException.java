package fr.vigie.audit.query;

import java.io.Serial;

/// A parameter that no question is made of.
public final class BadParameterException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1;

  private final String parameter;

  /// @param reason goes on from its name: `is not a time`
  public BadParameterException(String parameter, String reason) {
    super("'" + parameter + "' " + reason);
    this.parameter = parameter;
  }

  String parameter() {
    return parameter;
  }
}
