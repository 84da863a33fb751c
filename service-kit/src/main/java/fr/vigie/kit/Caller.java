package fr.vigie.kit;

import fr.vigie.contracts.Attribute;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// The person behind a request, as identity-service's access token tells it.
///
/// @param account the account's reference (`sub`)
/// @param organisation `FT`, or a Cap emploi (`org`)
/// @param agency (`agency`)
/// @param session (`sid`)
/// @param roles `advisor`, `manager`, `privacy-officer`, `security-officer`, `auditor`, ...
/// @param authenticatedAt when the person last showed two factors (`auth_time`)
/// @param assurance how sure that sign-in made of the person (`acr`); empty where it is not said
/// @param methods the factors shown then, as RFC 8176 names them (`amr`)
/// @param network prefix of the address the request came from
/// @param correlation joins what belongs to one request across services
/// @param purpose why, in a word from the service's list; empty where the service asks for none
public record Caller(
    String account,
    String organisation,
    String agency,
    String session,
    Set<String> roles,
    Instant authenticatedAt,
    String assurance,
    Set<String> methods,
    String network,
    String correlation,
    String purpose) {

  public Caller {
    roles = Set.copyOf(roles);
    methods = Set.copyOf(methods);
  }

  /// What goes with every event this caller causes (R34).
  public Map<String, String> attributes() {
    var all = new TreeMap<String, String>();
    all.put(Attribute.ACTOR.key(), account);
    all.put(Attribute.ORGANISATION.key(), organisation);
    all.put(Attribute.AGENCY.key(), agency);
    all.put(Attribute.SESSION.key(), session);
    all.put(Attribute.NETWORK.key(), network);
    all.put(Attribute.AUTHENTICATED.key(), authenticatedAt.toString());
    if (!assurance.isEmpty()) {
      all.put(Attribute.ASSURANCE.key(), assurance);
    }
    if (!methods.isEmpty()) {
      all.put(Attribute.METHODS.key(), String.join(",", new TreeSet<>(methods)));
    }
    all.put(Attribute.CORRELATION.key(), correlation);
    if (!purpose.isEmpty()) {
      all.put(Attribute.PURPOSE.key(), purpose);
    }
    return all;
  }
}
