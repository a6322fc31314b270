package dev.kinetd.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KubernetesServiceTest {

  @ParameterizedTest
  @CsvSource({
    "ClusterIP, , ",
    "NodePort, , Local",
    "LoadBalancer, , Local",
    "NodePort, Cluster, Cluster",
    "LoadBalancer, Cluster, Cluster"
  })
  void keepsTheClientsAddressUnlessToldOtherwise(
      ServiceType type, TrafficPolicy written, TrafficPolicy effective) {
    assertThat(
            new KubernetesService(type, null, null, written, null, null).effectiveTrafficPolicy())
        .isEqualTo(effective);
  }

  @Test
  void isAnAddressInsideTheClusterByDefault() {
    assertThat(KubernetesService.DEFAULT.type()).isEqualTo(ServiceType.ClusterIP);
  }
}
