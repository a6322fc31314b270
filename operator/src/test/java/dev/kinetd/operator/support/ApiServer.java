package dev.kinetd.operator.support;

import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.api.model.ServiceAccountBuilder;
import io.fabric8.kubernetes.api.model.authentication.TokenRequestBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A real kube-apiserver with a real etcd, as processes on the loopback: with RBAC, the admission
 * that a cluster has (ServiceAccount and PodSecurity among it) and room for 65,000 Services, but
 * with no node and, unless a test starts one, no controller. Most tests share the one of this JVM;
 * a test that counts what happens, or that fills it, starts its own and closes it.
 *
 * <p>Logs, and the kubeconfig for a look from outside, stay in {@code target/api-server} until the
 * next run. May be used by several threads, but for stopping and starting.
 */
public final class ApiServer implements AutoCloseable {

  private static final Path LOGS = Path.of("target", "api-server").toAbsolutePath();
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final AtomicInteger SERVERS = new AtomicInteger();
  private static final AtomicInteger NAMESPACES = new AtomicInteger();
  private static ApiServer shared;

  private final Path folder;
  private final Credentials credentials;
  private final int port = FreePort.next();
  private final int etcdPort = FreePort.next();
  private final Program etcd;
  private Program server;
  private final KubernetesClient client;

  private ApiServer(Path folder) throws IOException {
    this.folder = folder;
    credentials = Credentials.in(folder.resolve("credentials"));
    etcd = startEtcd();
    try {
      startServer();
      awaitCertificate();
      Path kubeconfig =
          Kubeconfig.write(
              kubeconfig(), port, credentials.serverCertificate(), credentials.adminToken());
      client = client(kubeconfig);
      awaitReady();
    } catch (RuntimeException | Error e) {
      server.kill();
      etcd.kill();
      throw e;
    }
  }

  /** The one that the tests of this JVM share; skips the test where none can be started. */
  public static synchronized ApiServer shared() {
    if (shared == null) {
      shared = launch();
      Runtime.getRuntime().addShutdownHook(new Thread(shared::close, "end of the API server"));
    }
    return shared;
  }

  /** One of the test's own; skips the test where none can be started. */
  public static ApiServer launch() {
    Program.file("etcd");
    Program.file("kube-apiserver");
    try {
      Files.createDirectories(LOGS);
      forgetTheDead();
      String name = ProcessHandle.current().pid() + "-" + SERVERS.incrementAndGet();
      return new ApiServer(Files.createDirectory(LOGS.resolve(name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client that may do everything; it belongs to this object. */
  public KubernetesClient client() {
    return client;
  }

  /** kubectl as one who may do everything. */
  public Kubectl kubectl() {
    return new Kubectl(kubeconfig(), "default");
  }

  /** The kubeconfig of one who may do everything. */
  public Path kubeconfig() {
    return folder.resolve("kubeconfig");
  }

  /** The kubeconfig of a service account, which can do what RBAC lets it do. */
  public Path kubeconfigOf(String namespace, String serviceAccount) throws IOException {
    String token =
        client
            .serviceAccounts()
            .inNamespace(namespace)
            .withName(serviceAccount)
            .tokenRequest(new TokenRequestBuilder().withNewSpec().endSpec().build())
            .getStatus()
            .getToken();
    Path file = folder.resolve("kubeconfig-" + namespace + "-" + serviceAccount);
    return Kubeconfig.write(file, port, credentials.serverCertificate(), token);
  }

  /** A namespace of the test's own; its name. */
  public String newNamespace() {
    return newNamespace(Map.of());
  }

  /** A namespace of the test's own with these labels, and a service account for its pods. */
  public String newNamespace(Map<String, String> labels) {
    String name = "test-" + ProcessHandle.current().pid() + "-" + NAMESPACES.incrementAndGet();
    client
        .resource(
            new NamespaceBuilder()
                .withNewMetadata()
                .withName(name)
                .withLabels(labels)
                .endMetadata()
                .build())
        .create();
    // Made by a controller in a cluster; pods are refused without. One that runs may be faster.
    client
        .resource(
            new ServiceAccountBuilder()
                .withNewMetadata()
                .withName("default")
                .withNamespace(name)
                .endMetadata()
                .build())
        .serverSideApply();
    return name;
  }

  /** Stops the API server; what it knows stays in etcd. */
  public void stop() {
    server.stop();
  }

  /** Ends the API server with no time to close a connection; what it knows stays in etcd. */
  public void crash() {
    server.kill();
  }

  /** Starts the API server again, at the same address, and returns when it is ready. */
  public void start() {
    if (server.runs()) {
      throw new IllegalStateException("it runs");
    }
    startServer();
    awaitReady();
  }

  /** Ends everything and forgets all but the logs. */
  @Override
  public void close() {
    client.close();
    server.kill();
    etcd.kill();
    try {
      delete(folder.resolve("etcd"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what servers of earlier JVMs left, whose folders begin with the pid of the JVM. */
  private static void forgetTheDead() throws IOException {
    try (Stream<Path> folders = Files.list(LOGS)) {
      for (Path folder : folders.toList()) {
        String pid = folder.getFileName().toString().replaceFirst("-.*", "");
        if (ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
          delete(folder);
        }
      }
    }
  }

  private static void delete(Path tree) throws IOException {
    try (Stream<Path> files = Files.walk(tree)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** Where what belongs to this server may be put. */
  Path folder() {
    return folder;
  }

  Credentials credentials() {
    return credentials;
  }

  /** The processes, for tests of this class itself. */
  List<ProcessHandle> processes() {
    return List.of(etcd.handle(), server.handle());
  }

  private static KubernetesClient client(Path kubeconfig) throws IOException {
    Config config = Config.fromKubeconfig(Files.readString(kubeconfig));
    // What fails because the server is away is to fail at once, and not to be tried again.
    config.setRequestRetryBackoffLimit(0);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private Program startEtcd() {
    String clients = "http://127.0.0.1:" + etcdPort;
    String peers = "http://127.0.0.1:" + FreePort.next();
    return Program.start(
        "etcd",
        List.of(
            "--data-dir=" + folder.resolve("etcd"),
            "--unsafe-no-fsync",
            "--listen-client-urls=" + clients,
            "--advertise-client-urls=" + clients,
            "--listen-peer-urls=" + peers,
            "--initial-advertise-peer-urls=" + peers,
            "--initial-cluster=default=" + peers),
        folder.resolve("etcd.log"));
  }

  private void startServer() {
    server =
        Program.start(
            "kube-apiserver",
            List.of(
                "--bind-address=127.0.0.1",
                "--advertise-address=127.0.0.1",
                "--secure-port=" + port,
                "--cert-dir=" + credentials.folder(),
                "--etcd-servers=http://127.0.0.1:" + etcdPort,
                "--service-cluster-ip-range=10.96.0.0/16",
                // An address of the loopback is none that a Service may lead to.
                "--endpoint-reconciler-type=none",
                "--authorization-mode=RBAC",
                "--allow-privileged=true",
                "--token-auth-file=" + credentials.tokens(),
                "--service-account-issuer=https://kubernetes.default.svc",
                "--service-account-key-file=" + credentials.serviceAccountPublicKey(),
                "--service-account-signing-key-file=" + credentials.serviceAccountKey()),
            folder.resolve("kube-apiserver.log"));
  }

  private void awaitCertificate() {
    await("the certificate of " + this)
        .atMost(PATIENCE)
        .failFast("it ended", () -> !server.runs())
        .until(() -> Files.exists(credentials.serverCertificate()));
  }

  private void awaitReady() {
    await(this + " ready").atMost(PATIENCE).failFast("it ended", () -> !runs()).until(this::ready);
  }

  private boolean runs() {
    return server.runs() && etcd.runs();
  }

  private boolean ready() {
    try {
      return "ok".equals(client.raw("/readyz"));
    } catch (KubernetesClientException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "kube-apiserver of " + folder;
  }
}
