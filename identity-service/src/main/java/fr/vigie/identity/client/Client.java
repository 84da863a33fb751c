package fr.vigie.identity.client;

import java.util.Set;

/// A confidential application, as the settings know it.
///
/// @param redirectUris compared character by character
public record Client(
    String id, String secret, Set<String> redirectUris, Set<String> postLogoutRedirectUris) {

  public Client {
    redirectUris = Set.copyOf(redirectUris);
    postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
  }

  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
