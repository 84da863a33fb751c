package fr.vigie.kit.guard;

import fr.vigie.contracts.status.ActingStatus;

/// Told of every status the guard learns, apart from any request. A service that has something to
/// do when somebody is frozen brings a bean of this type: identity-service ends sessions,
/// records-service writes it down in its own store.
///
/// Every replica is told, at each start from the beginning, and again after a failure: what is done
/// here must bear being done twice, and an older status after a newer one never comes. Calls come
/// one after the other on a virtual thread of their own, which may be blocked.
@FunctionalInterface
public interface StatusListener {

  /// Something is frozen, or not any more.
  ///
  /// @throws Exception where it is to be told again
  void heard(ActingStatus status) throws Exception;
}
