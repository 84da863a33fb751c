package fr.vigie.kit;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Networks rather than addresses: enough to see where requests come from, and no more of a person
/// than that.
public final class Networks {

  private static final Pattern DIGITS = Pattern.compile("[0-9a-fA-F:.%]+");
  private static final int IPV4_BYTES = 3;
  private static final int IPV6_BYTES = 7;

  private Networks() {}

  /// The /24 of an IPv4 address, the /56 of an IPv6 one; `unknown` for anything else.
  ///
  /// @param address in digits; a name is never looked up; null where a proxy gave none
  public static String prefix(@Nullable String address) {
    if (address == null || !DIGITS.matcher(address).matches()) {
      return "unknown";
    }
    try {
      var bytes = InetAddress.ofLiteral(address).getAddress();
      var kept = bytes.length == 4 ? IPV4_BYTES : IPV6_BYTES;
      Arrays.fill(bytes, kept, bytes.length, (byte) 0);
      return InetAddress.getByAddress(bytes).getHostAddress() + "/" + kept * 8;
    } catch (UnknownHostException | IllegalArgumentException _) {
      return "unknown";
    }
  }
}
