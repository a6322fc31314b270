package dev.kinetd.operator.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ClientPodTest {

  private final Pod pod =
      TestCluster.newPod("shop", "web-1", Map.of("app", "web"))
          .withNewStatus()
          .withPhase("Running")
          .withPodIPs(TestCluster.ips("10.0.0.1"))
          .endStatus()
          .build();

  @Test
  void isTheSameWhenOnlyItsReadinessChanges() {
    Pod ready =
        new PodBuilder(pod)
            .editStatus()
            .addNewCondition()
            .withType("Ready")
            .withStatus("True")
            .endCondition()
            .endStatus()
            .build();

    assertThat(ClientPod.of(ready)).isEqualTo(ClientPod.of(pod));
  }

  @Test
  void isAnotherWhenItGetsAnAddressALabelOrAnEnd() {
    var label = new PodBuilder(pod).editMetadata().addToLabels("a", "b").endMetadata().build();
    var address =
        new PodBuilder(pod)
            .editStatus()
            .withPodIPs(TestCluster.ips("10.0.0.1", "2001:db8::1"))
            .endStatus()
            .build();
    var ended = new PodBuilder(pod).editStatus().withPhase("Succeeded").endStatus().build();

    assertThat(ClientPod.of(pod))
        .isNotIn(ClientPod.of(label), ClientPod.of(address), ClientPod.of(ended));
  }
}
