package dev.kinetd.operator.support;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.Probe;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** A probe of a container as the kubelet makes it. */
final class HttpProbe {

  private HttpProbe() {}

  static boolean succeeds(Probe probe, String address, Container container) {
    var get = probe.getHttpGet();
    int port =
        get.getPort().getStrVal() == null
            ? get.getPort().getIntVal()
            : container.getPorts().stream()
                .filter(p -> get.getPort().getStrVal().equals(p.getName()))
                .mapToInt(ContainerPort::getContainerPort)
                .findFirst()
                .orElseThrow();
    URI uri = URI.create("http://" + address + ":" + port + get.getPath());
    try {
      var connection = (HttpURLConnection) uri.toURL().openConnection();
      try {
        connection.setConnectTimeout(probe.getTimeoutSeconds() * 1000);
        connection.setReadTimeout(probe.getTimeoutSeconds() * 1000);
        return connection.getResponseCode() / 100 == 2;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
