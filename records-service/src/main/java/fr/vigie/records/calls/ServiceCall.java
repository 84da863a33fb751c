package fr.vigie.records.calls;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

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

  /// Empty where the service does not say for whom it calls, or says it twice.
  ///
  /// @param headers what each header of a name said
  static Optional<ServiceCall> of(String service, Function<String, List<String>> headers) {
    var agents = headers.apply(AGENT);
    var organisations = headers.apply(ORGANISATION);
    return agents.size() == 1
            && organisations.size() == 1
            && ACCOUNT.matcher(agents.getFirst()).matches()
            && TENANT.matcher(organisations.getFirst()).matches()
        ? Optional.of(new ServiceCall(service, agents.getFirst(), organisations.getFirst()))
        : Optional.empty();
  }
}
