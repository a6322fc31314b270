package dev.kinetd.operator.support;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** The file that tells a client where an API server is and as whom to speak to it. */
final class Kubeconfig {

  private Kubeconfig() {}

  /** Writes the file for whom the token belongs to, and returns it. */
  static Path write(Path file, int port, Path certificate, String token) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    return Files.writeString(
        file,
        """
        apiVersion: v1
        kind: Config
        clusters:
        - name: test
          cluster:
            server: https://127.0.0.1:%d
            certificate-authority: %s
        users:
        - name: test
          user: {token: %s}
        contexts:
        - name: test
          context: {cluster: test, user: test}
        current-context: test
        """
            .formatted(port, certificate, token));
  }
}
