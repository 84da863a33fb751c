package fr.vigie.audit.siem;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import fr.vigie.audit.views.LoggedEntry;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// An event in the words of the Open Cybersecurity Schema Framework 1.3: sign-ins are
/// `Authentication`, what is done to accounts is `Account Change`, alerts are `Detection Finding`,
/// and everything else (reads, lists, searches, questions) is `API Activity`. What OCSF has no word
/// for stands under `unmapped`.
///
/// Where it stands: https://schema.ocsf.io/1.3.0. `metadata.sequence` is the leaf's index: it tells
/// a double from a second event.
final class Ocsf {

  private static final String VERSION = "1.3.0";
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private Ocsf() {}

  /// The classes that are used.
  private enum Kind {
    ACCOUNT_CHANGE(3001, "Account Change", "Identity & Access Management"),
    AUTHENTICATION(3002, "Authentication", "Identity & Access Management"),
    DETECTION_FINDING(2004, "Detection Finding", "Findings"),
    API_ACTIVITY(6003, "API Activity", "Application Activity");

    private final int number;
    private final String caption;
    private final String category;

    Kind(int number, String caption, String category) {
      this.number = number;
      this.caption = caption;
      this.category = category;
    }
  }

  /// What OCSF calls an operation of ours.
  private record Activity(Kind kind, int number) {}

  private static final int OTHER = 99;

  private static Activity activity(String operation) {
    return switch (operation) {
      case "sign-in", "attempt", "report-attempt" -> new Activity(Kind.AUTHENTICATION, 1);
      case "end-session" -> new Activity(Kind.AUTHENTICATION, 2);
      case "create-account" -> new Activity(Kind.ACCOUNT_CHANGE, 1);
      case "thaw", "approve-thaw" -> new Activity(Kind.ACCOUNT_CHANGE, 2);
      case "freeze", "reinforce-freeze" -> new Activity(Kind.ACCOUNT_CHANGE, 5);
      case "lock", "extend-lock" -> new Activity(Kind.ACCOUNT_CHANGE, 9);
      case "expire-lock", "clear-lock", "revoke-devices" ->
          new Activity(Kind.ACCOUNT_CHANGE, OTHER);
      case "raise-alert" -> new Activity(Kind.DETECTION_FINDING, 1);
      case "register", "assign" -> new Activity(Kind.API_ACTIVITY, 1);
      case "read", "list", "search", "query-events", "export-events", "show-accesses" ->
          new Activity(Kind.API_ACTIVITY, 2);
      default -> new Activity(Kind.API_ACTIVITY, OTHER);
    };
  }

  static ObjectNode of(LoggedEntry entry) {
    var operation = Objects.requireNonNullElse(entry.attribute("operation"), "unknown");
    var activity = activity(operation);
    var kind = activity.kind();
    var event = NODES.objectNode();
    event.put("category_uid", kind.number / 1000).put("category_name", kind.category);
    event.put("class_uid", kind.number).put("class_name", kind.caption);
    event.put("activity_id", activity.number()).put("activity_name", operation);
    event.put("type_uid", kind.number * 100L + activity.number());
    event.put("time", entry.time().toEpochMilli());
    severity(event, entry);
    status(event, entry);
    event.set("metadata", metadata(entry));
    event.set("actor", actor(entry));
    event.set("src_endpoint", source(entry));
    switch (kind) {
      case ACCOUNT_CHANGE, AUTHENTICATION -> event.set("user", user(entry.attribute("subject")));
      case DETECTION_FINDING -> event.set("finding_info", finding(entry));
      case API_ACTIVITY -> event.set("resources", resources(entry));
    }
    if (kind == Kind.AUTHENTICATION) {
      event.set("service", service(entry));
    }
    if (kind == Kind.API_ACTIVITY) {
      event.set(
          "api", NODES.objectNode().put("operation", operation).set("service", service(entry)));
    }
    event.set("unmapped", unmapped(entry));
    return event;
  }

  private static void severity(ObjectNode event, LoggedEntry entry) {
    var said = Objects.requireNonNullElse(entry.said("severity"), "");
    var refused = "refused".equals(entry.attribute("outcome"));
    var severity =
        switch (said) {
          case "critical" -> 5;
          case "warning" -> 3;
          case "notice" -> 2;
          default -> refused ? 2 : 1;
        };
    event.put("severity_id", severity);
  }

  private static void status(ObjectNode event, LoggedEntry entry) {
    var outcome = Objects.requireNonNullElse(entry.attribute("outcome"), "");
    var status =
        switch (outcome) {
          case "allowed", "done" -> 1;
          case "refused", "failed" -> 2;
          default -> 0;
        };
    event.put("status_id", status);
    putWhereSaid(event, "status_detail", entry.said("reason"));
  }

  private static ObjectNode metadata(LoggedEntry entry) {
    var metadata = NODES.objectNode().put("version", VERSION);
    metadata.set("product", NODES.objectNode().put("name", "Vigie").put("vendor_name", "Vigie"));
    metadata.put("sequence", entry.index()).put("log_name", entry.topic());
    metadata.put("event_code", entry.type());
    putWhereSaid(metadata, "uid", entry.attribute("id"));
    putWhereSaid(metadata, "correlation_uid", entry.attribute("correlation"));
    putWhereSaid(metadata, "original_time", entry.attribute("time"));
    return metadata;
  }

  private static ObjectNode actor(LoggedEntry entry) {
    var user = user(entry.attribute("actor"));
    var organisation = entry.attribute("organisation");
    if (organisation != null) {
      var org = NODES.objectNode().put("uid", organisation);
      putWhereSaid(org, "ou_uid", entry.attribute("agency"));
      user.set("org", org);
    }
    var actor = NODES.objectNode();
    actor.set("user", user);
    var session = entry.attribute("session");
    if (session != null) {
      actor.set("session", NODES.objectNode().put("uid", session));
    }
    return actor;
  }

  private static ObjectNode user(@Nullable String reference) {
    return NODES.objectNode().put("uid", Objects.requireNonNullElse(reference, "unknown"));
  }

  private static ObjectNode source(LoggedEntry entry) {
    var source = NODES.objectNode().put("svc_name", serviceName(entry));
    putWhereSaid(source, "uid", entry.attribute("device"));
    putWhereSaid(source, "subnet_uid", entry.attribute("network"));
    return source;
  }

  private static ObjectNode service(LoggedEntry entry) {
    return NODES.objectNode().put("name", serviceName(entry));
  }

  private static String serviceName(LoggedEntry entry) {
    return Objects.requireNonNullElse(entry.attribute("source"), "unknown");
  }

  private static ObjectNode finding(LoggedEntry entry) {
    var finding = NODES.objectNode();
    finding.put("uid", Objects.requireNonNullElse(entry.said("alert"), entry.type()));
    finding.put("title", Objects.requireNonNullElse(entry.said("rule"), entry.type()));
    finding.put("created_time", entry.time().toEpochMilli());
    var evidence = NODES.arrayNode();
    entry.listed("evidence").forEach(evidence::add);
    return finding.set("related_events_uids", evidence);
  }

  private static ArrayNode resources(LoggedEntry entry) {
    var resources = NODES.arrayNode();
    var classes = NODES.arrayNode();
    entry.fieldClasses().forEach(classes::add);
    for (var person : entry.persons()) {
      ObjectNode resource = NODES.objectNode().put("uid", person).put("type", "subject");
      resources.add(resource.<ObjectNode>set("labels", classes.deepCopy()));
    }
    return resources;
  }

  private static ObjectNode unmapped(LoggedEntry entry) {
    var unmapped = NODES.objectNode();
    for (var name : List.of("purpose", "basis", "fieldclasses", "position", "agency")) {
      putWhereSaid(unmapped, name, entry.attribute(name));
    }
    for (var name : List.of("scope", "target", "measured", "limit", "freeze")) {
      if (entry.type().startsWith("alerts.")) {
        putWhereSaid(unmapped, name, entry.said(name));
      }
    }
    return unmapped;
  }

  private static void putWhereSaid(ObjectNode node, String name, @Nullable String text) {
    if (text != null) {
      node.put(name, text);
    }
  }
}
