package fr.vigie.identity.password;

import com.goterl.lazysodium.Sodium;
import com.goterl.lazysodium.SodiumJava;
import com.goterl.lazysodium.interfaces.PwHash;
import com.goterl.lazysodium.utils.LibraryLoader;
import com.sun.jna.NativeLong;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/// Argon2id, version 1.3. libsodium computes it where it runs, with the widest words the processor
/// has; Bouncy Castle does elsewhere, in three times as long. Both come to the same bytes, and a
/// test holds them to the same vectors.
abstract class Argon2 {

  static final Argon2 NATIVE = new Native();
  static final Argon2 JAVA = new Java();
  private static final Logger LOG = Logger.getLogger(Argon2.class);
  private static final Cost LITTLE = new Cost(64, 1, 1);

  private static volatile @Nullable Argon2 chosen;

  abstract byte[] hash(byte[] password, byte[] salt, Cost cost, int length);

  /// The one to be used here, chosen when the first is asked for: a native image may run elsewhere
  /// than where its classes were made ready.
  static Argon2 here() {
    var known = chosen;
    if (known == null) {
      known = runs() ? NATIVE : JAVA;
      chosen = known;
    }
    return known;
  }

  private static boolean runs() {
    try {
      NATIVE.hash(new byte[8], new byte[Native.SALT_BYTES], LITTLE, 32);
      return true;
    } catch (LinkageError | RuntimeException e) {
      LOG.warnf("the native Argon2 does not run here, Bouncy Castle's does: %s", e);
      return false;
    }
  }

  /// libsodium knows salts of one length, and one lane: as hashes are made here. Of others Java
  /// takes care.
  private static final class Native extends Argon2 {

    static final int SALT_BYTES = PwHash.SALTBYTES;
    private static final long KIB = 1_024;

    private volatile @Nullable Sodium loaded;

    @Override
    byte[] hash(byte[] password, byte[] salt, Cost cost, int length) {
      if (salt.length != SALT_BYTES || cost.lanes() != 1) {
        return JAVA.hash(password, salt, cost, length);
      }
      var out = new byte[length];
      var failed =
          library()
              .crypto_pwhash(
                  out,
                  length,
                  password,
                  password.length,
                  salt,
                  cost.passes(),
                  new NativeLong(cost.memory() * KIB),
                  PwHash.Alg.PWHASH_ALG_ARGON2ID13.getValue());
      if (failed != 0) {
        throw new IllegalStateException("libsodium could not hash: is there memory left?");
      }
      return out;
    }

    private Sodium library() {
      var known = loaded;
      return known == null ? load() : known;
    }

    private synchronized Sodium load() {
      var known = loaded;
      if (known == null) {
        known = new SodiumJava(extracted());
        loaded = known;
      }
      return known;
    }

    // By JNA, which takes its files away again: lazysodium's own loader leaves one at each start.
    private static String extracted() {
      try {
        return com.sun.jna.Native.extractFromResourcePath(
                "/" + LibraryLoader.getSodiumPathInResources(), SodiumJava.class.getClassLoader())
            .getAbsolutePath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static final class Java extends Argon2 {

    @Override
    byte[] hash(byte[] password, byte[] salt, Cost cost, int length) {
      var generator = new Argon2BytesGenerator();
      generator.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memory())
              .withIterations(cost.passes())
              .withParallelism(cost.lanes())
              .withSalt(salt)
              .build());
      var out = new byte[length];
      generator.generateBytes(password, out);
      return out;
    }
  }
}
