package dev.kinetd.operator.scenario;

/** Resources that several scenarios apply. */
final class Manifests {

  private Manifests() {}

  /** A service that says one line and ends. */
  static String saying(String name, int port, String line) {
    return """
        ---
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: %s}
        spec:
          port: %d
          handler: {command: [/bin/echo, "%s"]}
        """
        .formatted(name, port, line);
  }
}
