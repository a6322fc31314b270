package dev.kinetd.operator.resource;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.kinetd.api.EnvironmentSource;
import dev.kinetd.api.Selector;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the client of Kubernetes makes of a document, and of a resource again. */
class ResourceMappingTest {

  @Test
  void takesAServiceFromItsDocumentAndGivesItBack() throws JsonProcessingException {
    // given
    String document =
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdService
        metadata: {name: hello}
        spec:
          runtimeRef: {name: tools}
          port: 5555
          protocol: TCP
          backlog: 16
          handler: {script: "#!/bin/sh\\necho hello\\n"}
          suspend: Enabled
          launch:
            user: nobody
            environmentFrom: [{secretRef: {name: a}}, {configMapRef: {name: b}}]
            noNewPrivileges: Enabled
            stderr: Log
          limits: {instances: 4, perSource: {instances: 2}}
          access: {default: Deny, hostsFiles: Apply, onLookupFailure: Refuse}
          service: {type: NodePort, annotations: {a: b}, externalTrafficPolicy: Local}
        """;

    // when
    InetdServiceResource service = Serialization.unmarshal(document, InetdServiceResource.class);

    // then
    assertThat(service.getSpec().launch().environmentFrom())
        .containsExactly(EnvironmentSource.ofSecret("a"), EnvironmentSource.ofConfigMap("b"));
    // The mode follows from the protocol; everything else stands in the document.
    assertSame(service, document.replace("protocol: TCP", "protocol: TCP\n  mode: PerConnection"));
  }

  @Test
  void takesARuleFromItsDocumentAndGivesItBack() throws JsonProcessingException {
    // given
    String document =
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: AccessRule
        metadata: {name: office}
        spec:
          services: {}
          action: Allow
          audit: Disabled
          from:
            - {cidr: 192.0.2.0/24}
            - {pods: {matchLabels: {app: web}}, namespaces: {}}
          schedule: [{days: [Mon], from: "08:00", to: "18:00", timeZone: UTC}]
        """;

    // when
    AccessRuleResource rule = Serialization.unmarshal(document, AccessRuleResource.class);

    // then
    assertThat(rule.getSpec().from().getLast().namespaces()).isEqualTo(new Selector(Map.of()));
    assertSame(rule, document);
  }

  @Test
  void takesARuntimeFromItsDocumentAndGivesItBack() throws JsonProcessingException {
    // given
    String document =
        """
        apiVersion: kinetd.dev/v1alpha1
        kind: InetdRuntime
        metadata: {name: tools}
        spec:
          replicas: 2
          userSwitching: Disabled
          drainSeconds: 30
          handlerImages: [{name: tools, image: "tools:1", mountPath: /opt/tools}]
          template:
            resources: {limits: {memory: 256Mi}}
            volumes: [{name: pages, emptyDir: {sizeLimit: 64Mi}}]
            volumeMounts: [{name: pages, mountPath: /pages}]
            tolerations: [{key: a, operator: Exists}]
            hostUsers: false
        """;

    // when
    InetdRuntimeResource runtime = Serialization.unmarshal(document, InetdRuntimeResource.class);

    // then
    assertThat(runtime.getSpec().template().volumes().getFirst().getEmptyDir()).isNotNull();
    assertSame(runtime, document);
  }

  private static void assertSame(CustomResource<?, ?> resource, String document)
      throws JsonProcessingException {
    var yaml = new YAMLMapper();
    assertThat(yaml.readTree(Serialization.asYaml(resource))).isEqualTo(yaml.readTree(document));
  }
}
