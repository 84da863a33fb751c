package fr.vigie.lockout.devices;

import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Makes and reads the value of the device cookie.
///
/// One browser may serve several people, in an agency's hall for instance: the value is a row of up
/// to four entries, the last made first. An entry is `<device>.<generation>.<signature>`; the
/// signature, HMAC-SHA-256, covers the account key, which is not in it: whose it is cannot be told
/// from a cookie. What is not sound is nobody's, and no error: anybody can send anything.
@Startup
@ApplicationScoped
public class DeviceCookies {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String BETWEEN = "~";
  private static final String ENTRY = "[A-Za-z0-9_-]{22}\\.[0-9]{1,9}\\.[A-Za-z0-9_-]{43}";
  private static final int ENTRIES = 4;
  private static final int MAX_LENGTH = 512;
  private static final int ID_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final List<byte[]> keys;

  @Inject
  DeviceCookies(DeviceSettings settings) {
    this(
        Stream.concat(
                Stream.of(key("key", settings.key())),
                settings.previousKey().map(previous -> key("previous-key", previous)).stream())
            .toList());
  }

  /// @param keys the first signs, all are believed
  public DeviceCookies(List<byte[]> keys) {
    this.keys = keys.stream().map(byte[]::clone).toList();
  }

  /// A pseudonym for a device that is not known yet.
  public static String newId() {
    var bytes = new byte[ID_BYTES];
    RANDOM.nextBytes(bytes);
    return encoded(bytes);
  }

  /// What a cookie says of an account.
  public Optional<Device> read(String account, Optional<String> cookie) {
    return entries(cookie)
        .flatMap(
            entry -> keys.stream().filter(key -> isSigned(key, account, entry)).map(_ -> entry))
        .findFirst()
        .map(DeviceCookies::device);
  }

  /// A cookie that makes a device known to an account; what was in it for other accounts stays.
  public String write(String account, Device device, Optional<String> cookie) {
    var unsigned = device.id() + "." + device.generation();
    var row = new ArrayList<String>();
    row.add(unsigned + "." + signature(keys.getFirst(), account, unsigned));
    entries(cookie)
        .filter(entry -> keys.stream().noneMatch(key -> isSigned(key, account, entry)))
        .limit(ENTRIES - 1)
        .forEach(row::add);
    return String.join(BETWEEN, row);
  }

  private static Stream<String> entries(Optional<String> cookie) {
    return cookie.filter(value -> value.length() <= MAX_LENGTH).stream()
        .flatMap(value -> Arrays.stream(value.split(BETWEEN, -1)))
        .filter(entry -> entry.matches(ENTRY))
        .limit(ENTRIES);
  }

  private static Device device(String entry) {
    var parts = entry.split("\\.", -1);
    return new Device(parts[0], Integer.parseInt(parts[1]));
  }

  private static boolean isSigned(byte[] key, String account, String entry) {
    var cut = entry.lastIndexOf('.');
    return MessageDigest.isEqual(
        signature(key, account, entry.substring(0, cut)).getBytes(StandardCharsets.US_ASCII),
        entry.substring(cut + 1).getBytes(StandardCharsets.US_ASCII));
  }

  private static String signature(byte[] key, String account, String unsigned) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      var signed = "vigie-device/1\n" + account + "\n" + unsigned;
      return encoded(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String encoded(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] key(String setting, String base64) {
    byte[] key;
    try {
      key = Base64.getDecoder().decode(base64.strip());
    } catch (IllegalArgumentException _) {
      throw new IllegalStateException("vigie.lockout.devices." + setting + " is not base64");
    }
    if (key.length != 32) {
      throw new IllegalStateException("vigie.lockout.devices." + setting + " is not 32 bytes long");
    }
    return key;
  }
}
