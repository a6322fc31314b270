package dev.kinetd.operator.definition;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kinetd.api.Condition;
import dev.kinetd.api.ConditionStatus;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.InetdServiceStatus;
import dev.kinetd.api.Launch;
import dev.kinetd.api.Protocol;
import dev.kinetd.api.ServiceType;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import dev.kinetd.operator.resource.InetdRuntimeSpec;
import dev.kinetd.operator.resource.InetdServiceResource;
import dev.kinetd.operator.support.ApiServer;
import dev.kinetd.operator.support.Kubectl;
import dev.kinetd.operator.support.ResourceDefinitions;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The resources as a user sees them through kubectl and a real API server. */
class CrdApiServerIT {

  private static final String HELLO =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: InetdService
      metadata: {name: hello}
      spec:
        port: 5555
        handler: {command: [/bin/cat]}
        launch: {user: 65534}
      """;
  private static final String RULE =
      """
      apiVersion: kinetd.dev/v1alpha1
      kind: AccessRule
      metadata: {name: office}
      spec:
        services: {names: [hello, report]}
        action: Allow
        from: [{cidr: 192.0.2.0/24}]
      """;
  private static final String RUNTIME =
      "{apiVersion: kinetd.dev/v1alpha1, kind: InetdRuntime, metadata: {name: tools}, spec: {}}";

  private static ApiServer server;

  private String namespace;
  private Kubectl kubectl;

  @BeforeAll
  static void install() {
    server = ApiServer.shared();
    ResourceDefinitions.install(server);
  }

  @BeforeEach
  void makeNamespace() {
    namespace = server.newNamespace();
    kubectl = server.kubectl().in(namespace);
  }

  @Test
  void fillsInTheDefaults() throws JsonProcessingException {
    // when
    kubectl.apply(HELLO + "---\n" + RULE + "---\n" + RUNTIME);

    // then
    assertThat(spec("inetds/hello"))
        .isEqualTo(
            new YAMLMapper()
                .readTree(
                    """
                    runtimeRef: {name: default}
                    port: 5555
                    protocol: TCP
                    backlog: 1024
                    handler: {command: [/bin/cat]}
                    suspend: Disabled
                    launch: {user: 65534, noNewPrivileges: Enabled, stderr: Log}
                    limits: {instances: 1000}
                    access: {default: Allow, hostsFiles: Apply, onLookupFailure: Refuse}
                    service: {type: ClusterIP}
                    """));
    assertThat(spec("acr/office").path("audit").asText()).isEqualTo("Disabled");
    assertThat(spec("inetdrt/tools"))
        .isEqualTo(
            new YAMLMapper().readTree("{replicas: 1, userSwitching: Disabled, drainSeconds: 30}"));
  }

  @Test
  void showsWhatMattersInColumns() {
    // given
    kubectl.apply(HELLO + "---\n" + RULE + "---\n" + RUNTIME);
    setStatus("hello", ready());

    // when
    String services = kubectl.output("get", "inetds");
    String all = kubectl.output("get", "kinetd");
    String wide = kubectl.output("get", "inetds", "-o", "wide");

    // then
    assertThat(lines(services)).first().isEqualTo("NAME PROTOCOL PORT RUNTIME READY REASON AGE");
    assertThat(lines(services))
        .last()
        .asString()
        .startsWith("hello TCP 5555 default True Listening");
    assertThat(lines(wide)).last().asString().contains("10.96.12.7");
    assertThat(lines(all))
        .contains("NAME ACTION AUDIT SERVICES AGE", "NAME REPLICAS USER SWITCHING READY REASON AGE")
        .anyMatch(
            line ->
                line.startsWith(
                    "accessrule.kinetd.dev/office Allow Disabled [\"hello\",\"report\"]"))
        .anyMatch(line -> line.startsWith("inetdruntime.kinetd.dev/tools 1 Disabled"))
        .anyMatch(line -> line.startsWith("inetdservice.kinetd.dev/hello TCP 5555"));
  }

  @Test
  void explainsEveryField() {
    for (String resource : List.of("inetdservice", "accessrule", "inetdruntime")) {
      assertThat(kubectl.output("explain", resource + ".spec")).doesNotContain("<no description>");
      assertThat(kubectl.output("explain", resource + ".status"))
          .doesNotContain("<no description>");
    }
    assertThat(flat(kubectl.output("explain", "inetdservice.spec.handler.script")))
        .contains("FIELD: script <string>")
        .contains("A program's text, whose first line names the interpreter, as `#!/bin/sh`");
    assertThat(flat(kubectl.output("explain", "inetdservice.spec.protocol")))
        .contains("ENUM: TCP UDP")
        .contains("It cannot be changed in Kubernetes.");
    assertThat(flat(kubectl.output("explain", "inetdruntime.spec.template.volumes")))
        .contains("name <string> -required-")
        .contains("kubectl explain pod.spec.volumes.configMap");
  }

  @Test
  void describesTheConditionsInWords() {
    // given
    kubectl.apply(HELLO);
    setStatus("hello", ready());

    // when
    String described = flat(kubectl.output("describe", "inetds", "hello"));

    // then
    assertThat(described)
        .contains("Target Port: 20007")
        .contains("Reason: Listening Status: True Type: Ready")
        .contains("Message: One pod of the runtime default listens for it.");
  }

  @Test
  void keepsSpecAndStatusApart() {
    // given
    kubectl.apply(HELLO);

    // when
    setStatus("hello", ready());
    kubectl.apply(HELLO.replace("5555", "5556"));

    // then
    InetdServiceResource stored = service("hello");
    assertThat(stored.getStatus().targetPort()).isEqualTo(20007);
    assertThat(stored.getSpec().port()).isEqualTo(5556);
    assertThat(stored.getMetadata().getGeneration()).isEqualTo(2);
  }

  @Test
  void givesAndTakesTheClassesOfTheApi() {
    // given
    kubectl.apply(HELLO);

    // when
    InetdServiceResource stored = service("hello");
    stored.getMetadata().setName("again");
    stored.getMetadata().setResourceVersion(null);
    server.client().resource(stored).create();

    // then
    assertThat(stored.getSpec().protocol()).isEqualTo(Protocol.TCP);
    assertThat(stored.getSpec().launch().user()).isEqualTo("65534");
    assertThat(stored.getSpec().service().type()).isEqualTo(ServiceType.ClusterIP);
    assertThat(service("again").getSpec()).isEqualTo(stored.getSpec());
  }

  @Test
  void hasTheDefaultsOfTheClasses() {
    // given
    kubectl.apply(HELLO + "---\n" + RUNTIME);

    // when
    var user = new Launch("65534", null, null, null, null);
    var handler = new Handler(List.of("/bin/cat"), null, null);
    var inTheClasses =
        new InetdServiceSpec(
            null, 5555, null, null, null, null, null, null, null, handler, user, null, null);

    // then
    assertThat(service("hello").getSpec()).isEqualTo(inTheClasses);
    assertThat(
            server
                .client()
                .resources(InetdRuntimeResource.class)
                .inNamespace(namespace)
                .withName("tools")
                .get()
                .getSpec())
        .isEqualTo(new InetdRuntimeSpec(null, null, null, null, null, null));
  }

  @Test
  void mergesConditionsOfSeveralWritersByType() {
    // given
    kubectl.apply(HELLO);

    // when
    for (String type : List.of("Ready", "ClientAddressHidden")) {
      Kubectl.Result applied =
          kubectl.runWith(
              """
              apiVersion: kinetd.dev/v1alpha1
              kind: InetdService
              metadata: {name: hello}
              status:
                conditions:
                  - {type: %s, status: "True", reason: Tried, message: "", lastTransitionTime: "2026-01-01T00:00:00Z"}
              """
                  .formatted(type),
              "apply",
              "--server-side",
              "--subresource=status",
              "--field-manager=" + type,
              "-f",
              "-");
      assertThat(applied.status()).as(applied.errors()).isZero();
    }

    // then
    assertThat(service("hello").getStatus().conditions())
        .extracting(Condition::type)
        .containsExactlyInAnyOrder("Ready", "ClientAddressHidden");
  }

  @Test
  void scalesARuntime() {
    // given
    kubectl.apply(RUNTIME);

    // when
    kubectl.output("scale", "inetdrt", "tools", "--replicas=3");

    // then
    assertThat(kubectl.output("get", "inetdrt", "tools", "-o", "jsonpath={.spec.replicas}"))
        .isEqualTo("3");
  }

  @Test
  void refusesWhatItDoesNotKnowByName() {
    assertThat(refusal(HELLO + "  tls: {secretRef: {name: x}}\n"))
        .contains("unknown field \"spec.tls\"");
    assertThat(refusal(HELLO + "  addresses: [192.0.2.7]\n"))
        .contains("unknown field \"spec.addresses\"");
    assertThat(refusal(HELLO + "  protocol: SCTP\n"))
        .contains("spec.protocol: Unsupported value: \"SCTP\": supported values: \"TCP\", \"UDP\"");
    assertThat(refusal(HELLO.replace("5555", "65536")))
        .contains(
            "spec.port: Invalid value: 65536: spec.port in body should be less than or equal");
    assertThat(refusal(RUNTIME.replace(", spec: {}", ""))).contains("spec: Required value");
  }

  private String refusal(String yaml) {
    Kubectl.Result result = kubectl.runWith(yaml, "apply", "-f", "-");
    assertThat(result.status()).isNotZero();
    return result.errors();
  }

  private static InetdServiceStatus ready() {
    return new InetdServiceStatus(
        1L,
        20007,
        "10.96.12.7",
        List.of(
            new Condition(
                "Ready",
                ConditionStatus.True,
                1L,
                "2026-01-01T00:00:00Z",
                "Listening",
                "One pod of the runtime default listens for it.")));
  }

  private void setStatus(String name, InetdServiceStatus status) {
    InetdServiceResource stored = service(name);
    stored.setStatus(status);
    server.client().resource(stored).updateStatus();
  }

  private InetdServiceResource service(String name) {
    return server
        .client()
        .resources(InetdServiceResource.class)
        .inNamespace(namespace)
        .withName(name)
        .get();
  }

  private JsonNode spec(String resource) throws JsonProcessingException {
    return new JsonMapper().readTree(kubectl.output("get", resource, "-o", "json")).path("spec");
  }

  private static List<String> lines(String output) {
    return output.lines().map(CrdApiServerIT::flat).toList();
  }

  private static String flat(String text) {
    return text.replaceAll("\\s+", " ").strip();
  }
}
