package dev.kinetd.runtime.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.api.Builtin;
import dev.kinetd.api.Family;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Mode;
import dev.kinetd.api.Protocol;
import dev.kinetd.api.Stderr;
import dev.kinetd.api.Toggle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlDocumentsTest {

  private static final String HEAD =
      "apiVersion: kinetd.dev/v1alpha1\nkind: InetdService\nmetadata: {name: %s}\n";

  @TempDir private Path folder;

  @Test
  void readsEveryField() {
    // when
    var service =
        yaml("""
                apiVersion: kinetd.dev/v1alpha1
                kind: InetdService
                metadata:
                  name: report
                  namespace: prod
                  labels: {team: ops}
                  annotations: {note: "x"}
                spec:
                  runtimeRef: {name: other}
                  port: 5555
                  protocol: TCP
                  mode: Wait
                  addresses: ["192.0.2.7", "localhost"]
                  family: IPv4
                  backlog: 7
                  handler:
                    command: ["bin/report", "--short"]
                    argv0: rep
                  launch: {user: 1000, group: ops, noNewPrivileges: Disabled, stderr: Client}
                  limits: {instances: 40, perSource: {instances: 5}, startsPerMinute: 600}
                """)
            .onlyService();

    // then
    InetdServiceSpec spec = service.spec();
    assertThat(service.name()).isEqualTo("report");
    assertThat(service.metadata().namespace()).isEqualTo("prod");
    assertThat(service.metadata().labels()).containsEntry("team", "ops");
    assertThat(service.metadata().annotations()).containsEntry("note", "x");
    assertThat(spec.runtimeRef().name()).isEqualTo("other");
    assertThat(spec.port()).isEqualTo(5555);
    assertThat(spec.protocol()).isEqualTo(Protocol.TCP);
    assertThat(spec.mode()).isEqualTo(Mode.Wait);
    assertThat(spec.addresses()).containsExactly("192.0.2.7", "localhost");
    assertThat(spec.family()).isEqualTo(Family.IPv4);
    assertThat(spec.backlog()).isEqualTo(7);
    assertThat(spec.handler().command()).containsExactly("bin/report", "--short");
    assertThat(spec.handler().argv0()).isEqualTo("rep");
    assertThat(spec.launch().user()).isEqualTo("1000");
    assertThat(spec.launch().group()).isEqualTo("ops");
    assertThat(spec.launch().noNewPrivileges()).isEqualTo(Toggle.Disabled);
    assertThat(spec.launch().stderr()).isEqualTo(Stderr.Client);
    assertThat(spec.limits().instances()).isEqualTo(40);
    assertThat(spec.limits().perSource().instances()).isEqualTo(5);
    assertThat(spec.limits().startsPerMinute()).isEqualTo(600);
  }

  @Test
  void fillsInTheDefaults() {
    // when
    InetdServiceSpec spec = spec("port: 7777", "handler: {builtin: Echo}").onlySpec();

    // then
    assertThat(spec.mode()).isEqualTo(Mode.PerConnection);
    assertThat(spec.family()).isEqualTo(Family.Dual);
    assertThat(spec.backlog()).isEqualTo(InetdServiceSpec.DEFAULT_BACKLOG);
    assertThat(spec.handler().builtin()).isEqualTo(Builtin.Echo);
    assertThat(spec.launch().stderr()).isEqualTo(Stderr.Log);
    assertThat(spec.launch().noNewPrivileges()).isEqualTo(Toggle.Enabled);
    assertThat(spec("port: 69", "protocol: UDP", "handler: {command: [/x]}").onlySpec().mode())
        .isEqualTo(Mode.Wait);
  }

  @Test
  void readsSocketsAndMuxNames() {
    // when
    InetdServiceSpec unix =
        spec(
                "socket: {path: /run/x, mode: \"0660\", user: root, group: 0}",
                "handler: {builtin: Echo}")
            .onlySpec();
    InetdServiceSpec mux =
        spec("mode: TcpMux", "tcpMux: {name: n, announce: true}", "handler: {command: [/x]}")
            .onlySpec();

    // then
    assertThat(unix.socket().permissions()).isEqualTo(0660);
    assertThat(unix.socket().group()).isEqualTo("0");
    assertThat(mux.tcpMux().announce()).isTrue();
  }

  @Test
  void findsEveryUnknownFieldWithLineAndColumn() {
    assertThat(
            spec(
                    "port: 7777",
                    "colour: red",
                    "handler: {builtin: Echo, speed: 9}",
                    "limits:",
                    "  perSource: {rate: 1}")
                .findings())
        .extracting(finding -> finding.substring(0, finding.indexOf(';')))
        .containsExactly(
            "t.yaml:7:28: error: spec.handler.speed: is unknown",
            "t.yaml:9:17: error: spec.limits.perSource.rate: is unknown",
            "t.yaml:6:3: error: spec.colour: is unknown");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tls",
        "proxyProtocol",
        "banners",
        "warm",
        "handler.forward",
        "launch.groups",
        "launch.umask",
        "launch.nice",
        "launch.workingDirectory",
        "launch.rootDirectory",
        "launch.environment",
        "launch.capabilities",
        "launch.resources",
        "launch.sandbox",
        "launch.activation",
        "launch.lingeringClose",
        "limits.perSource.connectionsPerMinute",
        "limits.perSource.prefixLengthIPv4",
        "limits.perSource.prefixLengthIPv6",
        "limits.loadAverage",
        "limits.sessionSeconds",
        "limits.idleSeconds",
        "limits.awaitDataSeconds",
        "limits.accessTimes",
        "limits.onLimit"
      })
  void refusesAsUnsupportedWhatComesLater(String path) {
    // given
    String[] names = path.split("\\.");
    String nested = String.join(": {", names) + ": {a: [1, {b: c}]}" + "}".repeat(names.length - 1);
    boolean inHandler = path.startsWith("handler");

    // when
    Sources sources = spec("port: 7777", inHandler ? "" : "handler: {builtin: Echo}", nested);

    // then
    assertThat(sources.names()).isEmpty();
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .matches("t\\.yaml:[0-9]+:[0-9]+: error: .*")
        .contains(": spec." + path + ": is unsupported by this version of kinetd");
  }

  @Test
  void refusesAnEnvironmentThatOnlyKubernetesHas() {
    // when
    Sources sources =
        spec(
            "port: 7777",
            "handler: {command: [/bin/cat]}",
            "launch: {environmentFrom: [{secretRef: {name: a}}]}");

    // then
    assertThat(sources.names()).isEmpty();
    assertThat(sources.findings())
        .singleElement()
        .asString()
        .contains(": spec.launch.environmentFrom: has a meaning in Kubernetes alone");
  }

  @Test
  void readsAScriptAndThatAServiceIsSuspended() {
    // when
    InetdServiceSpec spec =
        spec("port: 7777", "suspend: Enabled", "handler:", "  script: |", "    #!/bin/sh", "    id")
            .onlySpec();

    // then
    assertThat(spec.suspend()).isEqualTo(Toggle.Enabled);
    assertThat(spec.handler().script()).isEqualTo("#!/bin/sh\nid\n");
  }

  @Test
  void refusesTheModeThatComesLaterAsUnsupported() {
    assertThat(
            spec("port: 7777", "protocol: UDP", "mode: PerClient", "handler: {command: [/x]}")
                .findings())
        .containsExactly(
            "t.yaml:7:9: error: spec.mode: \"PerClient\" is unsupported; use one of PerConnection,"
                + " Wait, TcpMux");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "protocol: tcp|spec.protocol: \"tcp\" is not one of the allowed values; use one of TCP, UDP",
        "family: [IPv4]|spec.family: is not a word; write a word",
        "port: \"80\"|spec.port: \"80\" is not a whole number",
        "port: 0x50|spec.port: \"0x50\" is not a whole number",
        "port: 80.5|spec.port: \"80.5\" is not a whole number",
        "port: 99999999999|spec.port: \"99999999999\" is not a whole number",
        "port: 70000|spec.port: 70000 is out of range",
        "addresses: localhost|spec.addresses: is not a list",
        "addresses: [1.5]|spec.addresses[0]: is not a string; put it in quotes: \"1.5\"",
        "launch: nobody|spec.launch: is not a mapping",
        "launch: {user: true}|spec.launch.user: is not a string",
        "launch: {stderr: log}|spec.launch.stderr: \"log\" is not one of the allowed values",
        "limits: {instances: many}|spec.limits.instances: \"many\" is not a whole number",
        "limits: {instances: 0}|spec.limits.instances: 0 is out of range",
        "'[a]: b'|spec: has a key that is no word"
      })
  void saysWhatAFieldAllows(String line, String finding) {
    // when
    Sources sources =
        spec(line.startsWith("port") ? "" : "port: 7777", line, "handler: {builtin: Echo}");

    // then
    assertThat(sources.names()).isEmpty();
    assertThat(sources.findings()).singleElement().asString().contains("error: " + finding);
  }

  @Test
  void refusesAFieldThatStandsTwice() {
    assertThat(spec("port: 7777", "handler: {builtin: Echo}", "port: 8888").findings())
        .containsExactly("t.yaml:7:3: error: spec.port: stands twice; remove one of them");
  }

  @Test
  void placesWhatValidationFindsAtItsField() {
    assertThat(spec("port: 7777", "handler:", "  command: [\"\"]", "backlog: 0").findings())
        .containsExactly(
            "t.yaml:8:3: error: spec.backlog: 0 is out of range; use a number from 1 to 65535",
            "t.yaml:7:15: error: spec.handler.command[0]: is empty; name the program to start");
  }

  @Test
  void losesOnlyTheDocumentThatIsBroken() {
    // given
    Sources sources =
        yaml(
            """
            # first
            --- # one
            %s
            ---
            apiVersion: kinetd.dev/v1alpha1
            kind: InetdService
            metadata: {name: broken
            ---
            just text
            ---
            - a list
            ---
            ---
            %s
            ...
            """
                .formatted(document("one", 7001), document("two", 7002)));

    // then
    assertThat(sources.names()).containsExactly("one", "two");
    assertThat(sources.findings())
        .hasSize(3)
        .satisfies(
            findings -> {
              assertThat(findings.get(0))
                  .startsWith("t.yaml:11:1: error: the document is not YAML");
              assertThat(findings.get(1))
                  .startsWith("t.yaml:12:1: error: the document is not a ma");
              assertThat(findings.get(2))
                  .startsWith("t.yaml:14:1: error: the document is not a ma");
            });
  }

  @Test
  void losesOnlyTheDocumentWithBytesThatAreNoText() {
    // given
    byte[] content =
        (document("one", 7001) + "\n---\n# \u00fc\n" + document("two", 7002))
            .getBytes(StandardCharsets.ISO_8859_1);

    // when
    Sources sources = new Sources(folder).bytes("t.yaml", content);

    // then
    assertThat(sources.names()).containsExactly("one");
    assertThat(sources.findings())
        .containsExactly(
            "t.yaml:6: error: the line is not UTF-8 text; correct it; the document is not served");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "kinetd.dev/v1alpha1|InetdRuntime|kind: \"InetdRuntime\" is unsupported",
        "kinetd.dev/v1alpha1|Deployment|kind: \"Deployment\" is unknown",
        "kinetd.dev/v1|InetdService|apiVersion: \"kinetd.dev/v1\" is unknown",
        "kinetd.dev/v1alpha1||kind: is missing",
        "|InetdService|apiVersion: is missing"
      })
  void readsOnlyItsOwnKind(String version, String kind, String finding) {
    // given
    String head =
        (version == null ? "" : "apiVersion: " + version + "\n")
            + (kind == null ? "" : "kind: " + kind + "\n");

    // then
    assertThat(yaml("---\n" + head + "metadata: {name: x}\n").findings())
        .singleElement()
        .asString()
        .contains(" error: " + finding);
  }

  @Test
  void readsWhatAnApiServerAdds() {
    assertThat(
            yaml("""
                    apiVersion: kinetd.dev/v1alpha1
                    kind: InetdService
                    metadata: {name: x, uid: "1", generation: 3, managedFields: [{a: b}]}
                    spec: {port: 7777, handler: {builtin: Echo}}
                    """)
                .findings())
        .isEmpty();
  }

  @Test
  void expandsNoAliasBomb() {
    // given
    var bomb = new StringBuilder("---\na0: &a0 [x]\n");
    for (int i = 1; i < 60; i++) {
      String alias = "*a" + (i - 1);
      bomb.append("a%d: &a%d [%s, %s, %s]\n".formatted(i, i, alias, alias, alias));
    }

    // then
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () ->
            assertThat(yaml(bomb + "---\n" + document("one", 7001)).names())
                .containsExactly("one"));
  }

  @Test
  void readsNoBottomlessDocument() {
    // given
    String deep = "---\na: " + "[".repeat(100_000) + "\n";

    // when
    Sources sources = yaml(deep + "---\n" + document("one", 7001));

    // then
    assertThat(sources.names()).containsExactly("one");
    assertThat(sources.findings()).singleElement().asString().startsWith("t.yaml:");
  }

  @Test
  void makesNoObjectOfATag() {
    assertThat(spec("port: 7777", "handler: !!javax.script.ScriptEngineManager {}").findings())
        .singleElement()
        .asString()
        .contains("Global tag is not allowed");
  }

  @Test
  void escapesWhatItShows() {
    assertThat(spec("port: 7777", "\"a\\e[31m\\nb\": x", "handler: {builtin: Echo}").findings())
        .singleElement()
        .asString()
        .contains("spec.a\\x1b[31m\\nb: is unknown");
  }

  private static String document(String name, int port) {
    return HEAD.formatted(name) + "spec: {port: " + port + ", handler: {builtin: Echo}}";
  }

  private Sources spec(String... lines) {
    String body = "  " + String.join("\n  ", lines).stripTrailing();
    return yaml(HEAD.formatted("x") + "spec:\n" + body + "\n");
  }

  private Sources yaml(String text) {
    return new Sources(folder).file("t.yaml", text);
  }
}
