package fr.vigie.embedded;

/// A database with its two roles.
///
/// @param owner migrates: owns the database and what is made in it
/// @param service serves: may connect, and do what migrations grant it
public record Database(String name, int port, Login owner, Login service) {

  /// The address for JDBC, without a login.
  public String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port + "/" + name;
  }

  /// The address for the Vert.x client, without a login.
  public String reactiveUrl() {
    return "postgresql://localhost:" + port + "/" + name;
  }
}
