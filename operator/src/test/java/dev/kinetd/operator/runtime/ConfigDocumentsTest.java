package dev.kinetd.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.Resources;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

class ConfigDocumentsTest {

  @Test
  void writesWhatTheUserWroteWithTheAllottedPort() {
    String document =
        ConfigDocuments.service(
            Resources.service(
                """
                {runtimeRef: {name: other}, port: 23, handler: {command: [/bin/cat, -n]},
                 limits: {instances: 5}, service: {type: NodePort}}
                """),
            20_007,
            null);

    assertThat(document)
        .isEqualTo(
            """
            ---
            apiVersion: kinetd.dev/v1alpha1
            kind: InetdService
            metadata:
              name: report
              generation: 3
            spec:
              port: 20007
              protocol: TCP
              mode: PerConnection
              backlog: 1024
              handler:
                command:
                - /bin/cat
                - "-n"
              suspend: Disabled
              launch:
                noNewPrivileges: Enabled
                stderr: Log
              limits:
                instances: 5
              access:
                default: Allow
                hostsFiles: Apply
                onLookupFailure: Refuse
            """);
  }

  @Test
  void writesTheDigestOfTheEnvironment() {
    String document =
        ConfigDocuments.service(
            Resources.service(
                "{port: 23, handler: {builtin: Echo},"
                    + " launch: {environmentFrom: [{secretRef: {name: env}}]}}"),
            20_000,
            "abc");

    assertThat(document).contains("annotations:\n    kinetd.dev/environment: abc\n");
    assertThat(document).contains("builtin: Echo\n").contains("environmentFrom:\n");
  }

  @Test
  void leavesThePortOutWhereTheServiceHasNone() {
    String document =
        ConfigDocuments.service(
            Resources.service(
                "{mode: TcpMux, tcpMux: {name: report}, handler: {command: [/bin/cat]}}"),
            0,
            null);

    assertThat(document).doesNotContain("port:").contains("name: report\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "08:00",
        "1e3",
        "0x10",
        "~",
        "",
        " a",
        "a: b",
        "- a",
        "#!/bin/sh\n\ttab\n\n  x  \n",
        "\u2028",
        "\u0000",
        "é\n",
        "\r\n",
        "a\n",
        "\n",
        "'",
        "\"",
        "\\",
        "null",
        "---\n",
        "...\n"
      })
  void givesTextBackAsTextWhateverItLooksLike(String text) {
    String document = ConfigYaml.document(Map.of("text", text));

    assertThat(document).startsWith("---\n");
    assertThat(document.substring(4))
        .doesNotContainPattern("(?m)^---$")
        .doesNotContainPattern("(?m)^\\.\\.\\.$");
    assertThat(new Yaml().<Object>load(document)).isEqualTo(Map.of("text", text));
  }
}
