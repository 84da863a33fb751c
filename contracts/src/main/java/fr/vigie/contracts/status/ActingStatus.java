package fr.vigie.contracts.status;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The latest word on whether one account, session or organisation may act: the value of a record
/// of [fr.vigie.contracts.Topics#ACCOUNT_STATUS], under the key `<scope>:<target>`.
///
/// Not an event: it repeats what an event of lockout-service said, and only the last one of a key
/// is kept.
///
/// @param scope `account`, `session` or `organisation`, as [Scope#word()]
/// @param target reference of what it is about
/// @param frozen whether it may not act
/// @param cause why, in a word from a fixed list; null where it may act
/// @param position of the event it repeats, in lockout-service's store: a lower one never replaces
///   a higher
public record ActingStatus(
    String scope,
    String target,
    boolean frozen,
    @Nullable String cause,
    Instant since,
    long position) {

  /// The key it is published under.
  public String key() {
    return key(scope, target);
  }

  /// The key of anything's status.
  public static String key(String scope, String target) {
    return scope + ":" + target;
  }
}
