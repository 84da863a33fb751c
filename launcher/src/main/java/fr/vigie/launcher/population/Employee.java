package fr.vigie.launcher.population;

import java.util.List;
import java.util.UUID;

/// Somebody with an account.
public record Employee(
    UUID account,
    String login,
    String displayName,
    String organisation,
    String agency,
    List<String> roles) {

  public Employee {
    roles = List.copyOf(roles);
  }
}
