package fr.vigie.records.search;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/// How often an advisor may look for somebody by a number in vain.
@ConfigMapping(prefix = "vigie.records.search")
public interface SearchPolicy {

  /// Different numbers that found nobody, in a day. They debit the day's budget of persons as well;
  /// this smaller bound is what trying numbers one by one meets first. From 1 to 50: a desk with
  /// long queues mistypes a handful.
  @WithDefault("20")
  int missesPerDay();
}
