package dev.kinetd.operator.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kinetd.operator.Resources;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.VolumeMount;
import org.junit.jupiter.api.Test;

class RuntimeDeploymentTest {

  @Test
  void givesPodsNothingThatRestrictedForbids() {
    PodSpec pod = pod("{}");
    Container container = pod.getContainers().getFirst();

    assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
    assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
    assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
    assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    assertThat(container.getArgs()).contains("--no-user-switch");
  }

  @Test
  void givesPodsNoTokenAndNoVariablesOfOtherServices() {
    PodSpec pod = pod("{}");

    assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    assertThat(pod.getEnableServiceLinks()).isFalse();
  }

  @Test
  void addsExactlyThreeCapabilitiesForUserSwitching() {
    PodSpec pod = pod("{userSwitching: Enabled}");
    Container container = pod.getContainers().getFirst();

    assertThat(container.getSecurityContext().getCapabilities().getAdd())
        .containsExactly("SETUID", "SETGID", "KILL");
    assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
    assertThat(pod.getSecurityContext().getRunAsUser()).isZero();
    assertThat(container.getArgs()).doesNotContain("--no-user-switch");
  }

  @Test
  void leavesTimeForLagAndDrainBeforeThePodIsKilled() {
    PodSpec pod = pod("{drainSeconds: 300}");
    Container container = pod.getContainers().getFirst();

    assertThat(container.getLifecycle().getPreStop().getSleep().getSeconds()).isEqualTo(5);
    assertThat(container.getArgs()).containsSequence("--drain-seconds", "300");
    assertThat(pod.getTerminationGracePeriodSeconds()).isEqualTo(315);
  }

  @Test
  void hasANewPodReadyBeforeAnOldOneGoes() {
    var update =
        RuntimeDeployment.desired(Resources.runtime("{}"), "image:1")
            .getSpec()
            .getStrategy()
            .getRollingUpdate();

    assertThat(update.getMaxSurge()).isEqualTo(new IntOrString(1));
    assertThat(update.getMaxUnavailable()).isEqualTo(new IntOrString(0));
  }

  @Test
  void takesTheOperatorsImageUnlessTheRuntimeNamesOne() {
    assertThat(pod("{}").getContainers().getFirst().getImage()).isEqualTo("image:1");
    assertThat(pod("{image: 'mine:2'}").getContainers().getFirst().getImage()).isEqualTo("mine:2");
  }

  @Test
  void mountsImagesOfHandlersToRead() {
    PodSpec pod = pod("{handlerImages: [{name: tools, image: 'tools:1', mountPath: /opt/tools}]}");

    assertThat(pod.getVolumes())
        .anySatisfy(
            volume -> {
              assertThat(volume.getName()).isEqualTo("tools");
              assertThat(volume.getImage().getReference()).isEqualTo("tools:1");
            });
    assertThat(pod.getContainers().getFirst().getVolumeMounts())
        .filteredOn(mount -> mount.getName().equals("tools"))
        .singleElement()
        .returns("/opt/tools", VolumeMount::getMountPath)
        .returns(true, VolumeMount::getReadOnly);
  }

  @Test
  void laysTheTemplateOverItsOwn() {
    var template =
        RuntimeDeployment.desired(
                Resources.runtime(
                    """
                    {template: {
                      labels: {team: ops, app.kubernetes.io/name: mine},
                      annotations: {note: hi},
                      volumes: [{name: data, emptyDir: {}}],
                      volumeMounts: [{name: data, mountPath: /data}],
                      resources: {limits: {memory: 2Gi}},
                      nodeSelector: {disk: ssd},
                      hostUsers: false}}
                    """),
                "image:1")
            .getSpec()
            .getTemplate();
    PodSpec pod = template.getSpec();

    assertThat(template.getMetadata().getLabels())
        .containsEntry("team", "ops")
        .containsEntry("app.kubernetes.io/name", "kinetd-runtime");
    assertThat(template.getMetadata().getAnnotations()).containsEntry("note", "hi");
    assertThat(pod.getVolumes()).extracting("name").contains("config", "data");
    assertThat(pod.getContainers().getFirst().getResources().getLimits())
        .containsEntry("memory", new Quantity("2Gi"));
    assertThat(pod.getNodeSelector()).containsEntry("disk", "ssd");
    assertThat(pod.getHostUsers()).isFalse();
  }

  private static PodSpec pod(String spec) {
    return RuntimeDeployment.desired(Resources.runtime(spec), "image:1")
        .getSpec()
        .getTemplate()
        .getSpec();
  }
}
