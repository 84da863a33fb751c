package fr.vigie.lockout.devices;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/// The keys that sign device cookies. To change the key: the present one becomes `previous-key`,
/// and is left out once nobody minds that devices that were not used since are strangers.
@ConfigMapping(prefix = "vigie.lockout.devices")
public interface DeviceSettings {

  /// Base64 of 32 bytes. No default: without it the service does not start.
  String key();

  /// The key before; cookies it signed are good still, and are signed anew with the next sign-in.
  Optional<String> previousKey();
}
