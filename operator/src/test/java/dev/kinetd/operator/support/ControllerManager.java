package dev.kinetd.operator.support;

import java.util.List;

/**
 * A real kube-controller-manager beside an {@link ApiServer}: it collects what an owner left
 * behind, empties namespaces that are deleted, makes ReplicaSets and pods of Deployments. Closing
 * it ends it.
 */
public final class ControllerManager implements AutoCloseable {

  private final Program program;

  private ControllerManager(Program program) {
    this.program = program;
  }

  /** Starts it and does not wait: its controllers begin within a second or two. */
  public static ControllerManager start(ApiServer server) {
    Credentials credentials = server.credentials();
    return new ControllerManager(
        Program.start(
            "kube-controller-manager",
            List.of(
                "--kubeconfig=" + server.kubeconfig(),
                "--leader-elect=false",
                "--secure-port=0",
                "--root-ca-file=" + credentials.serverCertificate(),
                "--service-account-private-key-file=" + credentials.serviceAccountKey(),
                // At the rate it has by default, many Services take their time.
                "--kube-api-qps=500",
                "--kube-api-burst=1000"),
            server.folder().resolve("kube-controller-manager.log")));
  }

  @Override
  public void close() {
    program.stop();
  }
}
