package fr.vigie.identity;

import fr.vigie.testkit.SoftAuthenticator;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.util.UUID;

/// A passkey of a model that its maker vouches for, or of none.
public final class SoftPasskey extends SoftAuthenticator {

  /// What it says of its model where it is asked to, and who vouches for it.
  Vouching vouching = Vouching.BY_MAKER;

  UUID model = Maker.MODEL;
  UUID certified = Maker.MODEL;
  Maker maker = Maker.KNOWN;

  /// How an authenticator says of which model it is.
  enum Vouching {
    BY_MAKER,
    /// With the very key that it makes.
    BY_ITSELF,
    NOT
  }

  public SoftPasskey(String origin, String relyingParty) {
    super(origin, relyingParty);
  }

  private boolean vouches(String asked) {
    return asked.equals("direct") && vouching != Vouching.NOT;
  }

  @Override
  protected UUID model(String asked) {
    return vouches(asked) ? model : super.model(asked);
  }

  // The statement "packed": algorithm, signature, and the batch's certificate where there is one.
  @Override
  protected byte[] statement(String asked, byte[] data, byte[] clientDataHash, PrivateKey own) {
    if (!vouches(asked)) {
      return super.statement(asked, data, clientDataHash, own);
    }
    var byMaker = vouching == Vouching.BY_MAKER;
    var signature = byMaker ? maker.sign(data, clientDataHash) : sign(own, data, clientDataHash);
    var statement =
        joined(
            hex("a363666d74667061636b65646761747453746d74"),
            hex(byMaker ? "a3" : "a2"),
            hex("63616c67266373696758"),
            new byte[] {(byte) signature.length},
            signature);
    if (!byMaker) {
      return statement;
    }
    var certificate = maker.batchCertificate(certified);
    var length = ByteBuffer.allocate(2).putShort((short) certificate.length).array();
    return joined(statement, hex("637835638159"), length, certificate);
  }
}
