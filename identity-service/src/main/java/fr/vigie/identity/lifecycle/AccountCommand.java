package fr.vigie.identity.lifecycle;

import java.util.List;

/// What can be asked for of an account.
public sealed interface AccountCommand {

  /// It opens nothing any more.
  ///
  /// @param cause `left`, `dormant`, `deleted`
  record Close(String cause) implements AccountCommand {}

  /// It opens again, without roles.
  record Reopen() implements AccountCommand {}

  /// Roles are wanted for it.
  ///
  /// @param request the same again is the same request
  /// @param by account, or service, that asks
  record RequestRoles(String request, List<String> roles, String by) implements AccountCommand {}

  /// A request is approved or refused.
  ///
  /// @param by account that decides
  record DecideRequest(String request, boolean approved, String by) implements AccountCommand {}

  /// Roles are taken away.
  record WithdrawRoles(List<String> roles) implements AccountCommand {}

  /// Its roles were looked at and stay.
  ///
  /// @param by account that looked
  record ReviewRoles(String by) implements AccountCommand {}

  /// It is called something else.
  record RenameProfile() implements AccountCommand {}
}
