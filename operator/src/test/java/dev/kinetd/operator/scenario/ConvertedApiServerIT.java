package dev.kinetd.operator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.support.Stage;
import dev.kinetd.operator.support.StandaloneRuntime;
import dev.kinetd.operator.support.TcpPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An inetd.conf and its hosts files, moved into Kubernetes. */
class ConvertedApiServerIT {

  private static final Map<String, Integer> SERVICES =
      Map.of("echo-tcp", 7, "port-4001-tcp", 4001, "port-4002-tcp", 4002, "port-4003-tcp", 4003);

  @TempDir private Path folder;

  @Test
  void servesTheSameAsItDidFromTheFile() throws IOException {
    // given
    Path inetd =
        write(
            "inetd.conf",
            """
            echo stream tcp nowait root   internal
            4001 stream tcp nowait nobody /bin/echo echo hello  world
            4002 stream tcp nowait nobody /usr/bin/id id -un
            4003 stream tcp nowait root   /usr/bin/tr tr a-z A-Z
            """);
    try (Stage stage = Stage.withRootAllowed().withNode().withOperator();
        StandaloneRuntime before = stage.kubelet().standalone(List.of(inetd))) {
      // when
      stage.apply(
          """
          apiVersion: kinetd.dev/v1alpha1
          kind: InetdRuntime
          metadata: {name: default}
          spec: {userSwitching: Enabled}
          """);
      stage.apply(stage.kubelet().convert(inetd));

      // then
      for (var service : SERVICES.entrySet()) {
        stage.awaitReady(service.getKey());
        TcpPeer.Answer answer = stage.client(service.getKey()).say("some words\n");
        assertThat(answer)
            .as(service.getKey())
            .isEqualTo(before.client(service.getValue()).say("some words\n"));
      }
      assertThat(stage.client("port-4002-tcp").say("").text()).isEqualTo("nobody\n");
      stage.assertNoTroubleBut();
    }
  }

  @Test
  void letsInWhomTheHostsFilesLetIn() throws IOException {
    // given
    Path inetd = write("inetd.conf", "4001 stream tcp nowait nobody /bin/echo echo hello\n");
    Path allow = write("hosts.allow", "echo: 198.18.0.0/255.255.0.0\n");
    Path deny = write("hosts.deny", "ALL: ALL\n");
    try (Stage stage = Stage.withRootAllowed().withNode().withOperator();
        StandaloneRuntime before =
            stage
                .kubelet()
                .standalone(
                    List.of(inetd),
                    "--hosts-allow",
                    allow.toString(),
                    "--hosts-deny",
                    deny.toString());
        var pod = stage.kubelet().newClient(stage.namespace(), "any", Map.of())) {
      // when
      stage
          .apply(
              """
              apiVersion: kinetd.dev/v1alpha1
              kind: InetdRuntime
              metadata: {name: default}
              spec: {userSwitching: Enabled}
              """)
          .apply(stage.kubelet().convert(inetd, allow, deny))
          .awaitReady("port-4001-tcp");

      // then
      TcpPeer client = pod.from(stage.client("port-4001-tcp"));
      assertThat(client.say("")).isEqualTo(pod.from(before.client(4001)).say(""));
      assertThat(client.say("").text()).isEqualTo("hello\n");
      assertThat(stage.client("port-4001-tcp").say("").text()).isEqualTo("hello\n");
    }
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }
}
