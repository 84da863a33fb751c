package fr.vigie.identity.password;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jboss.logging.Logger;

/// Argon2id, version 1.3. The reference implementation in C computes it where it runs, which takes
/// half the time; Bouncy Castle does elsewhere. Both come to the same bytes, and a test holds them
/// to the same vectors.
abstract class Argon2 {

  static final Argon2 NATIVE = new Native();
  static final Argon2 JAVA = new Java();
  private static final Logger LOG = Logger.getLogger(Argon2.class);
  private static final Cost LITTLE = new Cost(64, 1, 1);

  abstract byte[] hash(byte[] password, byte[] salt, Cost cost, int length);

  /// The one to be used here.
  static Argon2 here() {
    return Here.CHOSEN;
  }

  /// Chosen once, when the first is asked for.
  private static final class Here {

    static final Argon2 CHOSEN = runs() ? NATIVE : JAVA;

    private static boolean runs() {
      try {
        NATIVE.hash(new byte[8], new byte[8], LITTLE, 32);
        return true;
      } catch (LinkageError | RuntimeException e) {
        LOG.warnf("the native Argon2 does not run here, Bouncy Castle's does: %s", e);
        return false;
      }
    }
  }

  private static final class Native extends Argon2 {

    @Override
    byte[] hash(byte[] password, byte[] salt, Cost cost, int length) {
      return Argon2Factory.createAdvanced(Argon2Types.ARGON2id, salt.length, length)
          .rawHash(cost.passes(), cost.memory(), cost.lanes(), password, salt);
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
