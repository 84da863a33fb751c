package fr.vigie.lockout.attempts;

import fr.vigie.kit.Problems;
import fr.vigie.lockout.attempts.AttemptCommand.Outcome;
import fr.vigie.lockout.locks.AccountKey;
import fr.vigie.lockout.locks.Factor;
import io.quarkiverse.resteasy.problem.HttpProblem;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what came over HTTP into types that guard themselves, or names the field that is wrong.
final class Fields {

  private static final String UUID_FORM = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";
  private static final String NETWORK_FORM = "unknown|[0-9a-fA-F.:]{2,45}/[0-9]{1,3}";
  private static final String FINGERPRINT_FORM = "[A-Za-z0-9_-]{16,64}";
  private static final String NAME_FORM = "[A-Za-z0-9][A-Za-z0-9-]{0,63}";

  private Fields() {}

  static <T> T body(@Nullable T body) {
    if (body == null) {
      throw invalid("body", "a JSON object is wanted");
    }
    return body;
  }

  static UUID attempt(@Nullable String value) {
    return UUID.fromString(
        matching("attempt", value, UUID_FORM, "a UUID").toLowerCase(Locale.ROOT));
  }

  static AccountKey account(@Nullable String value) {
    return new AccountKey(
        matching("account", value, AccountKey.FORM, "an account key: " + AccountKey.FORM));
  }

  static Factor factor(@Nullable String value) {
    return Factor.of(value == null ? "" : value)
        .orElseThrow(() -> invalid("factor", "one of " + Factor.words()));
  }

  static String network(@Nullable String value) {
    return matching("network", value, NETWORK_FORM, "a network prefix, or `unknown`");
  }

  static Optional<String> fingerprint(@Nullable String value) {
    return Optional.ofNullable(value)
        .map(given ->
            matching("fingerprint", given, FINGERPRINT_FORM, "a keyed hash: " + FINGERPRINT_FORM));
  }

  static Optional<String> name(String field, @Nullable String value) {
    return Optional.ofNullable(value)
        .map(given -> matching(field, given, NAME_FORM, "a name: " + NAME_FORM));
  }

  static Outcome outcome(@Nullable String value, @Nullable Boolean completed) {
    return switch (value) {
      case "failed" -> Outcome.WRONG;
      case "succeeded" -> {
        if (completed == null) {
          throw invalid("completed", "wanted with a success: true or false");
        }
        yield completed ? Outcome.COMPLETED : Outcome.RIGHT;
      }
      case null, default -> throw invalid("outcome", "`succeeded` or `failed`");
    };
  }

  private static String matching(String field, @Nullable String value, String form, String wanted) {
    if (value == null || !value.matches(form)) {
      throw invalid(field, wanted);
    }
    return value;
  }

  // What was sent is not sent back: it may be a secret in the wrong place.
  static HttpProblem invalid(String field, String wanted) {
    return Problems.builder(400, "invalid-field", "A field is not valid", field + ": " + wanted)
        .with("field", field)
        .build();
  }
}
