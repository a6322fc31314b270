package dev.kinetd.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.api.Condition;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that a service in Kubernetes needs, in a namespace of its own where Pod Security
 * restricted is enforced: a real API server with the definitions, a node's double, and the real
 * operator, whose way to the API server leads through a {@link FaultyApi}. Closing it ends what it
 * has started. Not for use by several threads.
 */
public final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> RESTRICTED =
      Map.of("pod-security.kubernetes.io/enforce", "restricted");

  private final ApiServer server;
  private final String namespace;
  private final FaultyApi api;
  private final KubeletDouble kubelet;
  private final Map<String, String> settings = new HashMap<>();
  private OperatorProcess operator;

  private Stage(ApiServer server) {
    this.server = server;
    ResourceDefinitions.install(server);
    namespace = server.newNamespace(RESTRICTED);
    kubelet = new KubeletDouble(server.client(), namespace);
    api = new FaultyApi(server.kubeconfig());
  }

  /** A stage on the API server that all share, with the operator not started yet. */
  public static Stage shared() {
    return new Stage(ApiServer.shared());
  }

  /** A stage on this API server, which it does not close. */
  public static Stage on(ApiServer server) {
    return new Stage(server);
  }

  /** Gives operators that start from now on this environment variable. */
  public Stage setting(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** Starts the operator, waits until it is ready, and returns this. */
  public Stage withOperator() {
    startOperator().awaitReady();
    return this;
  }

  /** Starts the operator, also in place of one that was killed, and does not wait. */
  public OperatorProcess startOperator() {
    operator = startAnotherOperator();
    return operator;
  }

  /** Starts one more operator, which the caller closes. */
  public OperatorProcess startAnotherOperator() {
    return OperatorProcess.start(api.kubeconfig(), namespace, settings);
  }

  public ApiServer server() {
    return server;
  }

  /** The way of the operators to the API server. */
  public FaultyApi api() {
    return api;
  }

  public KubeletDouble kubelet() {
    return kubelet;
  }

  public OperatorProcess operator() {
    return operator;
  }

  public String namespace() {
    return namespace;
  }

  /** A client that may do everything, and does not pass the {@link FaultyApi}. */
  public KubernetesClient client() {
    return server.client();
  }

  /** kubectl in the namespace. */
  public Kubectl kubectl() {
    return server.kubectl().in(namespace);
  }

  /** Applies documents as kubectl does. */
  public Stage apply(String yaml) {
    kubectl().apply(yaml);
    return this;
  }

  /** A service as the API server has it. */
  public InetdServiceResource service(String name) {
    return client()
        .resources(InetdServiceResource.class)
        .inNamespace(namespace)
        .withName(name)
        .get();
  }

  /** A condition of a service; empty where there is none that speaks of its newest version. */
  public Optional<Condition> condition(String service, String type) {
    return condition(service(service), type);
  }

  /** A condition of a service; empty where there is none that speaks of its newest version. */
  public static Optional<Condition> condition(InetdServiceResource service, String type) {
    if (service == null || service.getStatus() == null) {
      return Optional.empty();
    }
    return service.getStatus().conditions().stream()
        .filter(c -> c.type().equals(type))
        .filter(c -> service.getMetadata().getGeneration().equals(c.observedGeneration()))
        .findFirst();
  }

  /** Waits until a condition of a service has this reason, and returns it. */
  public Condition awaitReason(String service, String type, String reason) {
    await(type + "=" + reason + " of " + service + ", which says: " + said(service))
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .until(
            () ->
                condition(service, type).map(Condition::reason).filter(reason::equals).isPresent());
    return condition(service, type).orElseThrow();
  }

  /** Waits until the newest versions of these services are in force and clients can come. */
  public Stage awaitReady(String... services) {
    for (String service : services) {
      awaitReason(service, "Programmed", "Programmed");
      awaitReason(service, "Ready", "Listening");
    }
    return this;
  }

  private String said(String service) {
    InetdServiceResource now = service(service);
    return now == null ? "nothing, it is not there" : String.valueOf(now.getStatus());
  }

  /** The pod's port that a service's clients are led to. */
  public int targetPort(String service) {
    return client()
        .services()
        .inNamespace(namespace)
        .withName(service)
        .get()
        .getSpec()
        .getPorts()
        .getFirst()
        .getTargetPort()
        .getIntVal();
  }

  /** A client on this machine. */
  public TcpPeer client(String service) {
    return new TcpPeer(List.of(), podAddress(), targetPort(service));
  }

  /** The address of the one pod. */
  public String podAddress() {
    List<String> addresses = kubelet.addresses();
    assertThat(addresses).as("pods that run").hasSize(1);
    return addresses.getFirst();
  }

  /** Asks until the answer is as it should be, and returns it. */
  public static <T> T eventually(String what, Ask<T> ask, Predicate<T> right) {
    return await(what).atMost(PATIENCE).pollInterval(Duration.ofMillis(50)).until(ask::now, right);
  }

  /** A question. */
  @FunctionalInterface
  public interface Ask<T> {

    /** The answer of now. */
    T now() throws Exception;
  }

  /** Where the containers' output is kept. */
  public Optional<Path> logOfPod() {
    return kubelet.pods().values().stream().map(PodDouble::log).findFirst();
  }

  @Override
  public void close() {
    if (operator != null) {
      operator.close();
    }
    kubelet.close();
    api.close();
  }
}
