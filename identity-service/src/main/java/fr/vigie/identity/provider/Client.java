package fr.vigie.identity.provider;

import com.nimbusds.oauth2.sdk.auth.Secret;
import java.util.Set;

/// A confidential application, as the settings know it.
///
/// @param redirectUris compared character by character
record Client(
    String id, Secret secret, Set<String> redirectUris, Set<String> postLogoutRedirectUris) {

  Client {
    redirectUris = Set.copyOf(redirectUris);
    postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
  }

  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
