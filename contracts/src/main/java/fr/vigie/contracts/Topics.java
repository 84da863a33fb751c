package fr.vigie.contracts;

import java.util.List;

/// The Kafka topics. Version in the name: a breaking change is a new topic.
public final class Topics {

  /// Accounts, sign-ins, sessions. Keyed by account.
  public static final String IDENTITY = "vigie.identity.v1";

  /// Attempts, locks. Keyed by account key.
  public static final String LOCKOUT = "vigie.lockout.v1";

  /// Changes of files, relations and standing. Keyed by whom they are about.
  public static final String RECORDS = "vigie.records.v1";

  /// Reads, searches, lists, refusals. Keyed by advisor.
  public static final String DISCLOSURES = "vigie.disclosures.v1";

  /// What auditors ask. Keyed by auditor.
  public static final String AUDIT = "vigie.audit.v1";

  /// What was refused before it was about anything. Keyed by who asked.
  public static final String REQUESTS = "vigie.requests.v1";

  /// Lines crossed. Keyed by account.
  public static final String ALERTS = "vigie.alerts.v1";

  /// The latest word on who may act. Compacted, keyed by scope and target.
  public static final String ACCOUNT_STATUS = "vigie.account-status.v1";

  /// Records of the topics above that audit-service could not read, as they came.
  public static final String AUDIT_DEAD_LETTER = "vigie.audit.dead-letter.v1";

  /// Alerts that lockout-service could not read, as they came.
  public static final String LOCKOUT_DEAD_LETTER = "vigie.lockout.dead-letter.v1";

  /// One topic as it is to be made.
  ///
  /// @param description what it carries and how it is keyed, for the AsyncAPI page
  /// @param partitions how many; fixed for the life of the topic, since keys are spread over them
  /// @param compacted keep the last record of a key for ever, instead of every record for a time
  public record Topic(String name, String description, int partitions, boolean compacted) {}

  /// Every topic there is. Brokers do not create topics by themselves.
  public static final List<Topic> ALL =
      List.of(
          events(IDENTITY, "Accounts, sign-ins, sessions. Keyed by account."),
          events(
              LOCKOUT,
              "Attempts, locks, freezes, the policy. Keyed by account key, or by what is frozen."),
          events(
              RECORDS, "Changes of files, relations and standing. Keyed by whom they are about."),
          events(DISCLOSURES, "Reads, searches, lists, refusals. Keyed by advisor."),
          events(AUDIT, "What auditors ask. Keyed by auditor."),
          events(REQUESTS, "What was refused before it was about anything. Keyed by who asked."),
          events(ALERTS, "Lines crossed. Keyed by what crossed them."),
          new Topic(
              ACCOUNT_STATUS,
              "The latest word on whether an account, a session or an organisation may act."
                  + " Compacted, keyed by scope and target. Repeats what events of lockout-service"
                  + " say.",
              6,
              true),
          new Topic(
              AUDIT_DEAD_LETTER, "Records audit-service could not read, as they came.", 1, false),
          new Topic(
              LOCKOUT_DEAD_LETTER,
              "Alerts lockout-service could not read, as they came.",
              1,
              false));

  /// The topics that carry events: together they hold every position of every service's store.
  public static final List<String> OF_EVENTS =
      List.of(IDENTITY, LOCKOUT, RECORDS, DISCLOSURES, AUDIT, REQUESTS, ALERTS);

  private Topics() {}

  private static Topic events(String name, String description) {
    return new Topic(name, description, 6, false);
  }
}
