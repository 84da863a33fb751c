package fr.vigie.records.calls;

import fr.vigie.contracts.Attribute;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A service's call, in an agent's name.
///
/// @param service whose key came with it
/// @param agent account of whoever it calls for
/// @param organisation the agent's
record ServiceCall(String service, String agent, String organisation) {

  static final String AGENT = "Vigie-Agent";
  static final String ORGANISATION = "Vigie-Organisation";

  private static final Pattern ACCOUNT =
      Pattern.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}");
  private static final Pattern TENANT = Pattern.compile("FT|CE-[0-9]{2}");

  /// Empty where the service does not say for whom it calls.
  ///
  /// @param headers what a header of a name says; null: it is not there
  static Optional<ServiceCall> of(String service, Function<String, @Nullable String> headers) {
    var agent = headers.apply(AGENT);
    var organisation = headers.apply(ORGANISATION);
    return agent != null
            && organisation != null
            && ACCOUNT.matcher(agent).matches()
            && TENANT.matcher(organisation).matches()
        ? Optional.of(new ServiceCall(service, agent, organisation))
        : Optional.empty();
  }

  /// What goes with every event it causes: the agent acted, through the service.
  Map<String, String> attributes() {
    return Map.of(
        Attribute.ACTOR.key(), agent,
        Attribute.SERVICE.key(), service,
        Attribute.ORGANISATION.key(), organisation);
  }
}
