package dev.kinetd.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.kinetd.api.Condition;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Everything that a service in Kubernetes needs, in a namespace of its own where Pod Security
 * restricted is enforced: a real API server with the definitions, a node's double, and the real
 * operator, with the rights of deploy/rbac, whose way to the API server leads through a {@link
 * FaultyApi}. Closing it ends what it has started. Not for use by several threads.
 */
public final class Stage implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> RESTRICTED =
      Map.of("pod-security.kubernetes.io/enforce", "restricted");

  private static final Path RIGHTS = Path.of("..", "deploy", "rbac");
  private static final String OF_ONE_NAMESPACE = "namespaced";
  private static final String OF_THE_CLUSTER = "cluster";
  private static final String CLUSTER_HOME = "kinetd-system";

  private final ApiServer server;
  private final String namespace;
  private final String home;
  private final FaultyApi api;
  private final Map<String, String> settings = new HashMap<>();
  private final List<OperatorProcess> operators = new ArrayList<>();
  private KubeletDouble kubelet;

  private Stage(ApiServer server, Map<String, String> labels, String rights) {
    this.server = server;
    ResourceDefinitions.install(server);
    namespace = server.newNamespace(labels);
    boolean ofOne = rights.equals(OF_ONE_NAMESPACE);
    home = ofOne ? namespace : CLUSTER_HOME;
    if (!ofOne) {
      server.kubectl().output("create", "namespace", home);
    }
    server.kubectl().in(home).output("apply", "-k", RIGHTS.resolve(rights).toString());
    settings.put("KINETD_OPERATOR_LEASE_NAMESPACE", home);
    if (ofOne) {
      settings.put("KINETD_OPERATOR_NAMESPACES", namespace);
    }
    api = newWay();
  }

  /** A stage on the API server that all share, with nothing else started yet. */
  public static Stage shared() {
    return on(ApiServer.shared());
  }

  /** A stage on this API server, which it does not close. */
  public static Stage on(ApiServer server) {
    return new Stage(server, RESTRICTED, OF_ONE_NAMESPACE);
  }

  /** A stage on this API server, which it does not close, for operators of the whole cluster. */
  public static Stage ofWholeCluster(ApiServer server) {
    return new Stage(server, RESTRICTED, OF_THE_CLUSTER);
  }

  /** A stage where pods may run as root. */
  public static Stage withRootAllowed() {
    return new Stage(ApiServer.shared(), Map.of(), OF_ONE_NAMESPACE);
  }

  /** Starts the node, and returns this. */
  public Stage withNode() {
    kubelet = new KubeletDouble(server.client(), namespace);
    return this;
  }

  /** Starts the operator, waits until it is ready, and returns this. */
  public Stage withOperator() {
    startOperator().awaitReady();
    return this;
  }

  /** Starts an operator, also in place of one that was killed, and does not wait. */
  public OperatorProcess startOperator() {
    return startOperator(api);
  }

  /** Starts an operator with a way to the API server of its own, and does not wait. */
  public OperatorProcess startOperator(FaultyApi way) {
    operators.add(OperatorProcess.start(way.kubeconfig(), settings));
    return operator();
  }

  /** One more way to the API server, with the operator's rights; the caller closes it. */
  public FaultyApi newWay() {
    try {
      return new FaultyApi(server.kubeconfigOf(home, "kinetd-operator"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Takes the lease from an operator that was killed, so that the next need not wait for it. */
  public Stage forgetLeader() {
    client().leases().inNamespace(home).delete();
    return this;
  }

  /** That no operator has warned of anything, but for messages that match one of these. */
  public void assertNoTroubleBut(String... allowed) {
    operators.forEach(operator -> operator.assertNoTroubleBut(allowed));
    assertThat(KubeletDouble.complaints()).as("trouble of the node").isEmpty();
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

  /** All operators that were started, also those that have ended. */
  public List<OperatorProcess> operators() {
    return List.copyOf(operators);
  }

  /** The operator that was started last. */
  public OperatorProcess operator() {
    return operators.getLast();
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
    operators.forEach(OperatorProcess::close);
    if (kubelet != null) {
      kubelet.close();
    }
    api.close();
  }
}
