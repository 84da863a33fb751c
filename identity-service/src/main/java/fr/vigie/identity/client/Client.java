package fr.vigie.identity.client;

import java.net.URI;
import java.util.Optional;
import java.util.Set;

/// A confidential application, as the settings know it.
///
/// @param redirectUris compared character by character
/// @param backChannelLogoutUri told of sessions that end
/// @param introspects whether it may ask about tokens that were given to others
/// @param pushes whether every request of its is pushed, and none taken without
/// @param showsKey whether it is given tokens for a key that it shows, and none without
public record Client(
    String id,
    Set<String> redirectUris,
    Set<String> postLogoutRedirectUris,
    Optional<URI> backChannelLogoutUri,
    boolean introspects,
    boolean pushes,
    boolean showsKey) {

  public Client {
    redirectUris = Set.copyOf(redirectUris);
    postLogoutRedirectUris = Set.copyOf(postLogoutRedirectUris);
  }

  @Override
  public String toString() {
    return "Client[" + id + "]";
  }
}
