package fr.vigie.lockout.policy;

import fr.vigie.lockout.locks.Policy;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A policy as a table of named numbers: as events keep it, as officers write and read it.
final class Numbers {

  /// One number of a policy.
  ///
  /// @param value a count, or a duration as in ISO 8601
  /// @param source where the default comes from
  record Setting(String name, String value, String source) {}

  private static final Map<String, String> SOURCES = sources();

  private Numbers() {}

  /// Every number of a policy, with where its default comes from.
  static List<Setting> of(Policy policy) {
    return table(policy).entrySet().stream()
        .map(e -> new Setting(e.getKey(), e.getValue(), SOURCES.getOrDefault(e.getKey(), "")))
        .toList();
  }

  /// A number that another policy has otherwise.
  record Change(String name, String now, String proposed) {}

  /// The numbers that are not the same in two policies.
  static List<Change> changes(Policy now, Policy proposed) {
    var before = table(now);
    return table(proposed).entrySet().stream()
        .map(e -> new Change(e.getKey(), before.getOrDefault(e.getKey(), ""), e.getValue()))
        .filter(change -> !change.now().equals(change.proposed()))
        .toList();
  }

  /// As events keep it.
  static List<String> words(Policy policy) {
    return table(policy).entrySet().stream().map(e -> e.getKey() + "=" + e.getValue()).toList();
  }

  /// @param otherwise the policy from which the numbers come that are not given
  /// @throws IllegalArgumentException names what there is not, does not read, or bounds nothing
  static Policy policy(Map<String, String> given, Policy otherwise) {
    var all = table(otherwise);
    given.forEach((name, value) -> {
      if (!all.containsKey(name)) {
        throw new IllegalArgumentException("there is no such number; there are " + all.keySet());
      }
      all.put(name, value);
    });
    return new Policy(
        count(all, "strangers"),
        count(all, "device"),
        count(all, "factor"),
        count(all, "free"),
        duration(all, "delay"),
        duration(all, "longest-delay"),
        duration(all, "lock"),
        duration(all, "longest-lock"),
        duration(all, "permit"),
        duration(all, "memory"),
        duration(all, "turn"),
        new Policy.Spraying(
            count(all, "network-accounts"),
            count(all, "secret-accounts"),
            count(all, "organisation-accounts"),
            duration(all, "window")));
  }

  /// As events keep it; names that are unknown by now are passed over.
  static Policy policy(List<String> words, Policy otherwise) {
    var known = table(otherwise).keySet();
    var given = new LinkedHashMap<String, String>();
    for (var word : words) {
      var cut = word.indexOf('=');
      if (cut > 0 && known.contains(word.substring(0, cut))) {
        given.put(word.substring(0, cut), word.substring(cut + 1));
      }
    }
    return policy(given, otherwise);
  }

  private static Map<String, String> table(Policy policy) {
    var all = new LinkedHashMap<String, String>();
    all.put("strangers", Integer.toString(policy.strangers()));
    all.put("device", Integer.toString(policy.device()));
    all.put("factor", Integer.toString(policy.factor()));
    all.put("free", Integer.toString(policy.free()));
    all.put("delay", policy.delay().toString());
    all.put("longest-delay", policy.longestDelay().toString());
    all.put("lock", policy.lock().toString());
    all.put("longest-lock", policy.longestLock().toString());
    all.put("permit", policy.permit().toString());
    all.put("memory", policy.memory().toString());
    all.put("turn", policy.turn().toString());
    var spraying = policy.spraying();
    all.put("network-accounts", Integer.toString(spraying.networkAccounts()));
    all.put("secret-accounts", Integer.toString(spraying.secretAccounts()));
    all.put("organisation-accounts", Integer.toString(spraying.organisationAccounts()));
    all.put("window", spraying.window().toString());
    return all;
  }

  private static int count(Map<String, String> all, String name) {
    var value = all.getOrDefault(name, "");
    if (!value.matches("[0-9]{1,6}")) {
      throw new IllegalArgumentException(name + " is a count");
    }
    return Integer.parseInt(value);
  }

  private static Duration duration(Map<String, String> all, String name) {
    try {
      return Duration.parse(all.getOrDefault(name, ""));
    } catch (DateTimeParseException _) {
      throw new IllegalArgumentException(name + " is a duration, as PT30S or PT1H");
    }
  }

  // The settings say the same in their comments; here it is told to officers.
  private static Map<String, String> sources() {
    var all = new LinkedHashMap<String, String>();
    all.put("strangers", "CNIL 2022-100: ten failures at the most; half of it");
    all.put("device", "CNIL 2022-100: ten failures at the most");
    all.put("factor", "CNIL 2022-100: ten failures at the most, for one factor too");
    all.put("free", "ours: one slip of the finger");
    all.put("delay", "NIST SP 800-63B-4: 30 seconds up to an hour");
    all.put("longest-delay", "NIST SP 800-63B-4: 30 seconds up to an hour");
    all.put("lock", "the usual quarter of an hour; R6: time-limited");
    all.put("longest-lock", "ours: the next morning everybody may try again; R6");
    all.put("permit", "ours: a verification takes well under a second");
    all.put("memory", "ours: half a day, as far back as a decision can look");
    all.put("turn", "ours: one verification at the load of a Monday morning");
    all.put("network-accounts", "R5: more than 20 accounts from one source in ten minutes");
    all.put("secret-accounts", "ours: eleven who mistype alike are one");
    all.put(
        "organisation-accounts", "ours: fifty of one organisation in ten minutes are no chance");
    all.put("window", "R5: ten minutes");
    return all;
  }
}
