package fr.vigie.identity.reset;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/// The settings of resets.
@ConfigMapping(prefix = "vigie.identity.reset")
public interface ResetSettings {

  /// How long the two who have to agree may take.
  @WithDefault("24h")
  Duration approval();

  /// How long a link is good (R19). Longer than ten minutes does not start.
  @WithDefault("10m")
  Duration link();

  /// How long an account is trusted less after a reset (R17). Shorter than a day does not start.
  @WithDefault("24h")
  Duration probation();

  /// Resets that one desk agent may start in an hour; one more raises an alert (R18).
  @WithDefault("3")
  int deskLimit();

  /// Resets that may be started for one agency in a day; one more raises an alert (R18). A Cap
  /// emploi is one agency.
  @WithDefault("3")
  int agencyLimit();

  /// The numbers, held to their bounds.
  default ResetPolicy policy() {
    return new ResetPolicy(approval(), link(), probation(), deskLimit(), agencyLimit());
  }
}
