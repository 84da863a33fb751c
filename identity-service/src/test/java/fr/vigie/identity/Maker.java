package fr.vigie.identity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.UUID;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;

/// Somebody who makes authenticators, and vouches for what they are by a certificate of each batch.
final class Maker {

  /// The model that the service under test knows.
  static final UUID MODEL = UUID.fromString("2fc0579f-8113-47ea-b116-bb5a8db9202a");

  private static final ASN1ObjectIdentifier AAGUID =
      new ASN1ObjectIdentifier("1.3.6.1.4.1.45724.1.1.4");
  private static final AlgorithmIdentifier ECDSA =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  /// Whose certificate it has; made when the rest is.
  static final Maker KNOWN = new Maker("Known Keys");

  private final X500Name name;
  private final KeyPair keys = keys();
  private final KeyPair batch = keys();
  private final byte[] certificate;

  Maker(String name) {
    this.name = new X500Name("C=FR,O=" + name + ",CN=" + name + " Root");
    this.certificate = certificate(this.name, keys, new Extensions(constraints(true)));
  }

  /// Its own certificate, in a file.
  Path pem() {
    try {
      var file = Files.createTempFile("maker", ".pem");
      file.toFile().deleteOnExit();
      return Files.writeString(
          file,
          "-----BEGIN CERTIFICATE-----\n"
              + Base64.getMimeEncoder().encodeToString(certificate)
              + "\n-----END CERTIFICATE-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The certificate of a batch of a model.
  byte[] batchCertificate(UUID model) {
    try {
      var aaguid = new DEROctetString(bytes(model)).getEncoded();
      return certificate(
          new X500Name("C=FR,O=Known Keys,OU=Authenticator Attestation,CN=Batch 1"),
          batch,
          new Extensions(
              new Extension[] {
                constraints(false), new Extension(AAGUID, false, new DEROctetString(aaguid))
              }));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] sign(byte[]... parts) {
    return sign(batch.getPrivate(), parts);
  }

  static byte[] sign(PrivateKey key, byte[]... parts) {
    try {
      var signature = Signature.getInstance("SHA256withECDSA");
      signature.initSign(key);
      for (var part : parts) {
        signature.update(part);
      }
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static byte[] bytes(UUID model) {
    return ByteBuffer.allocate(16)
        .putLong(model.getMostSignificantBits())
        .putLong(model.getLeastSignificantBits())
        .array();
  }

  private static Extension constraints(boolean authority) {
    try {
      return new Extension(
          Extension.basicConstraints, true, new BasicConstraints(authority).getEncoded());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private byte[] certificate(X500Name subject, KeyPair of, Extensions extensions) {
    var draft = new V3TBSCertificateGenerator();
    draft.setSerialNumber(new ASN1Integer(1));
    draft.setIssuer(name);
    draft.setSubject(subject);
    draft.setStartDate(new Time(Date.from(Instant.parse("2020-01-01T00:00:00Z"))));
    draft.setEndDate(new Time(Date.from(Instant.parse("2049-01-01T00:00:00Z"))));
    draft.setSignature(ECDSA);
    draft.setSubjectPublicKeyInfo(SubjectPublicKeyInfo.getInstance(of.getPublic().getEncoded()));
    draft.setExtensions(extensions);
    var said = draft.generateTBSCertificate();
    try {
      return new DERSequence(
              new ASN1Encodable[] {
                said, ECDSA, new DERBitString(sign(keys.getPrivate(), said.getEncoded("DER")))
              })
          .getEncoded("DER");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
