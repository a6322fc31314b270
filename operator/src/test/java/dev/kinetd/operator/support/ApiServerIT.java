package dev.kinetd.operator.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What tests may expect of the API server that they are given. */
class ApiServerIT {

  private static final String SMALL = "{apiVersion: v1, kind: ConfigMap, metadata: {name: small}}";

  private final ApiServer server = ApiServer.shared();

  @Test
  void answersKubectl() {
    assertThat(server.kubectl().output("version")).containsPattern("Server Version: v1\\.\\d+\\.");
    assertThat(server.kubectl().output("explain", "service.spec.clusterIP"))
        .contains("FIELD: clusterIP <string>");
    assertThat(server.kubectl().run("get", "gadgets").errors())
        .contains("the server doesn't have a resource type \"gadgets\"");
  }

  @Test
  void refusesPodsThatTheNamespaceDoesNotAllow() {
    // given
    String namespace =
        server.newNamespace(Map.of("pod-security.kubernetes.io/enforce", "restricted"));

    // when
    Kubectl.Result result =
        server.kubectl().in(namespace).run("run", "root", "--image=any.local/any:1");

    // then
    assertThat(result.status()).isNotZero();
    assertThat(result.errors()).contains("violates PodSecurity \"restricted:latest\"");
  }

  @Test
  void letsAServiceAccountDoWhatItIsGrantedAndNothingElse() throws IOException {
    // given
    String namespace = server.newNamespace();
    Kubectl admin = server.kubectl().in(namespace);
    admin.output("create", "role", "reader", "--verb=list", "--resource=configmaps");
    admin.output(
        "create",
        "rolebinding",
        "reader",
        "--role=reader",
        "--serviceaccount=%s:default".formatted(namespace));

    // when
    Kubectl reader = admin.as(server.kubeconfigOf(namespace, "default"));

    // then
    assertThat(reader.output("get", "configmaps", "-o", "name")).isEmpty();
    assertThat(reader.run("get", "secrets").errors()).contains("cannot list resource \"secrets\"");
  }

  @Test
  void removesWhatItsOwnerLeavesBehind() {
    // given
    Kubectl kubectl = server.kubectl().in(server.newNamespace());
    kubectl.apply(SMALL);
    String uid = kubectl.output("get", "configmap", "small", "-o", "jsonpath={.metadata.uid}");
    kubectl.apply(
        """
        apiVersion: v1
        kind: Secret
        metadata:
          name: owned
          ownerReferences: [{apiVersion: v1, kind: ConfigMap, name: small, uid: %s}]
        """
            .formatted(uid));

    // when
    try (var _ = ControllerManager.start(server)) {
      kubectl.output("delete", "configmap", "small");

      // then
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> kubectl.output("get", "secrets", "-o", "name").isEmpty());
    }
  }

  @Test
  void comesBackAtItsAddressWithWhatItKnew() {
    try (ApiServer own = ApiServer.launch()) {
      // given
      Kubectl kubectl = own.kubectl().in(own.newNamespace());
      kubectl.apply(SMALL);

      // when
      own.stop();
      Kubectl.Result away = kubectl.run("get", "configmap", "small");
      own.start();

      // then
      assertThat(away.errors()).contains("refused");
      assertThat(kubectl.output("get", "configmap", "small")).contains("small");

      // and after a crash
      own.crash();
      own.start();
      assertThat(kubectl.output("get", "configmap", "small")).contains("small");
    }
  }

  @Test
  void leavesNoProcessBehind() {
    // given
    ApiServer own = ApiServer.launch();

    // when
    own.close();

    // then
    assertThat(own.processes()).noneMatch(ProcessHandle::isAlive);
  }

  @Test
  void endsWithTheJvmHoweverThatEnds() throws IOException {
    // given
    Path pids = Files.createTempFile("kinetd-pids-", "");
    Process jvm =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Owner.class.getName(),
                pids.toString())
            .inheritIO()
            .start();
    await().atMost(Duration.ofSeconds(90)).until(() -> Files.size(pids) > 0 || !jvm.isAlive());
    List<String> started = Files.readAllLines(pids);
    Files.delete(pids);
    assertThat(started).hasSize(2).allMatch(ApiServerIT::runs);

    // when
    jvm.destroyForcibly();

    // then
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> started.stream().noneMatch(ApiServerIT::runs));
  }

  /** Of an orphan whom nobody buries there is still a pid, but no program. */
  private static boolean runs(String pid) {
    try (Stream<String> lines = Files.lines(Path.of("/proc", pid, "status"))) {
      return lines.noneMatch(line -> line.startsWith("State:\tZ"));
    } catch (NoSuchFileException | UncheckedIOException e) {
      return false;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A JVM that starts an API server, says which processes that are, and waits for its end. */
  static final class Owner {

    private Owner() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
      ApiServer own = ApiServer.launch();
      List<String> pids = own.processes().stream().map(process -> "" + process.pid()).toList();
      Path file = Path.of(arguments[0]);
      Path whole = Files.write(file.resolveSibling(file.getFileName() + ".new"), pids);
      Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      Thread.currentThread().join();
    }
  }
}
