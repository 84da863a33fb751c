package fr.vigie.identity.session;

import java.util.List;

/// The factors a person showed, as RFC 8176 names them. One alone cannot be said here: a session
/// asks for this type, so no path opens one on a single factor.
public record ShownFactors(List<String> methods) {

  /// Password and one-time code.
  public static final ShownFactors PASSWORD_AND_CODE = new ShownFactors(List.of("pwd", "otp"));

  /// Password and a recovery code. RFC 8176 has no word for one.
  public static final ShownFactors PASSWORD_AND_RECOVERY_CODE =
      new ShownFactors(List.of("pwd", "recovery"));

  /// A passkey that never leaves its device, which made sure of the person.
  public static final ShownFactors BOUND_PASSKEY = new ShownFactors(List.of("hwk", "user"));

  /// A passkey that its holder's devices share, one of which made sure of the person.
  public static final ShownFactors SHARED_PASSKEY = new ShownFactors(List.of("swk", "user"));

  public ShownFactors {
    methods = List.copyOf(methods);
    if (methods.stream().distinct().count() < 2) {
      throw new IllegalArgumentException("two factors make a sign-in, never one");
    }
  }
}
