package dev.kinetd.operator.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.UUID;

/**
 * Who an API server trusts, as files in its folder: the administrator by a token, service accounts
 * by a key. Its own certificate the server makes itself, at its first start, in the same folder.
 */
record Credentials(Path folder, String adminToken) {

  static Credentials in(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var credentials = new Credentials(folder, UUID.randomUUID().toString());
    Files.writeString(
        credentials.tokens(), credentials.adminToken + ",admin,admin,system:masters\n");
    KeyPair pair = newKeyPair();
    write(credentials.serviceAccountKey(), "PRIVATE KEY", pair.getPrivate());
    write(credentials.serviceAccountPublicKey(), "PUBLIC KEY", pair.getPublic());
    return credentials;
  }

  /** The file of tokens and whose they are, for {@code --token-auth-file}. */
  Path tokens() {
    return folder.resolve("tokens.csv");
  }

  /** The private key that signs the tokens of service accounts, PEM. */
  Path serviceAccountKey() {
    return folder.resolve("service-accounts.key");
  }

  /** What proves those tokens, PEM. */
  Path serviceAccountPublicKey() {
    return folder.resolve("service-accounts.pub");
  }

  /** The server's certificate with its issuer, PEM; there once the server has started. */
  Path serverCertificate() {
    return folder.resolve("apiserver.crt");
  }

  private static KeyPair newKeyPair() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  private static void write(Path file, String label, Key key) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(key.getEncoded());
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, text, label));
  }
}
