package fr.vigie.lockout.policy;

import fr.vigie.lockout.locks.Policy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The policy a service starts with. [Policy] says what each number means.
@ConfigMapping(prefix = "vigie.lockout.policy")
public interface PolicySettings {

  /// Half of what the CNIL allows at the most (deliberation 2022-100; R1).
  @WithDefault("5")
  int strangers();

  /// As many as the CNIL allows: on a device that has signed in before, the owner is likelier.
  @WithDefault("10")
  int device();

  /// As many as the CNIL allows, for one factor too.
  @WithDefault("10")
  int factor();

  /// One slip of the finger.
  @WithDefault("1")
  int free();

  /// NIST SP 800-63B-4, on rate limiting: "30 seconds up to an hour" (R3).
  @WithDefault("30s")
  Duration delay();

  /// The same.
  @WithDefault("1h")
  Duration longestDelay();

  /// What people were told before there was a doubling, and the usual: five guesses in a quarter of
  /// an hour find no password of 50 bits.
  @WithDefault("15m")
  Duration lock();

  /// Half a working day's end at the latest: the next morning everybody may try again (R6).
  @WithDefault("12h")
  Duration longestLock();

  /// A verification takes well under a second; what takes a minute has failed.
  @WithDefault("60s")
  Duration permit();

  /// As far back as a decision can look (`locks`, package page).
  @WithDefault("12h")
  Duration memory();

  /// Some verifications take as long at the load of a Monday morning.
  @WithDefault("1s")
  Duration turn();

  /// R5: more than 20 accounts from one network in ten minutes are no slips of the finger.
  @WithDefault("20")
  int networkAccounts();

  /// Ours: eleven people who type the same wrong password within an hour or two are one.
  @WithDefault("10")
  int secretAccounts();

  /// Ours: fifty accounts of one organisation within ten minutes are no chance.
  @WithDefault("50")
  int organisationAccounts();

  /// R5.
  @WithDefault("10m")
  Duration window();

  /// As a value.
  ///
  /// @throws IllegalArgumentException names the setting that bounds nothing
  default Policy policy() {
    return new Policy(
        strangers(),
        device(),
        factor(),
        free(),
        delay(),
        longestDelay(),
        lock(),
        longestLock(),
        permit(),
        memory(),
        turn(),
        new Policy.Spraying(networkAccounts(), secretAccounts(), organisationAccounts(), window()));
  }
}
