package fr.vigie.identity.scim;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A user as the directory sees it.
///
/// @param externalId what the directory calls it
/// @param roles that it has, not those that are asked for
record ScimUser(
    UUID id,
    String userName,
    String displayName,
    Optional<String> externalId,
    boolean active,
    String organisation,
    String agency,
    List<String> roles) {

  ScimUser {
    roles = List.copyOf(roles);
  }

  @Override
  public String toString() {
    return "ScimUser[" + id + "]";
  }
}
