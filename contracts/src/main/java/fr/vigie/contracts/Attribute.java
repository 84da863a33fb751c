package fr.vigie.contracts;

/// What every event says beside its own data (R34). The key is the name under which the value
/// stands in the event's metadata in the store, and, with the prefix `ce_`, in the Kafka header: a
/// CloudEvents extension attribute, so lower-case letters and digits only.
public enum Attribute {
  /// The account that acts; a service's name where no person does.
  ACTOR("actor"),
  /// The service through which the actor acts, where one calls in the actor's name.
  SERVICE("service"),
  /// The organisation the actor acts for: `FT`, or a Cap emploi.
  ORGANISATION("organisation"),
  /// The agency of that organisation.
  AGENCY("agency"),
  /// The sign-in session (`sid`).
  SESSION("session"),
  /// A pseudonym of the device.
  DEVICE("device"),
  /// The network prefix the request came from: /24 of IPv4, /56 of IPv6.
  NETWORK("network"),
  /// What was done: `read`, `list`, `search`, `sign-in`, ...
  OPERATION("operation"),
  /// What it was done to: a person's or an account's reference. Published as `ce_subject`.
  SUBJECT("subject"),
  /// Names of the field classes disclosed, comma-separated. Never values.
  FIELD_CLASSES("fieldclasses"),
  /// Why, in the actor's words from a fixed list.
  PURPOSE("purpose"),
  /// The relation that allowed it.
  BASIS("basis"),
  /// When the actor last showed two factors: `auth_time` of the session as it was then.
  AUTHENTICATED("authtime"),
  /// How sure the sign-in made of the person: `acr` of the session.
  ASSURANCE("acr"),
  /// The factors shown then, comma-separated: `amr`.
  METHODS("amr"),
  /// Version of the rules it was decided by, where the service has versions of them.
  POLICY("policy"),
  /// What of a budget was used then, this included, and the budget: `12/200`.
  BUDGET("budget"),
  /// How it ended: `allowed`, `refused`, `failed`, `done`.
  OUTCOME("outcome"),
  /// Joins what belongs to one request across services.
  CORRELATION("correlation");

  private final String key;

  Attribute(String key) {
    this.key = key;
  }

  public String key() {
    return key;
  }
}
