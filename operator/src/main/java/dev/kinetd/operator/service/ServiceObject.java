package dev.kinetd.operator.service;

import dev.kinetd.api.KubernetesService;
import dev.kinetd.api.ServiceType;
import dev.kinetd.operator.owned.Owned;
import dev.kinetd.operator.owned.Ownership;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdServiceResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The Service of an InetdService: clients reach it at the port that the user wrote, and it hands
 * them to the port that is allotted in the runtime's pods.
 */
final class ServiceObject extends Owned<Service, InetdServiceResource> {

  private static final String SERVICE = "kinetd-service";

  private final TargetPorts ports;

  ServiceObject(TargetPorts ports) {
    super(
        Service.class,
        "services",
        RuntimeNames.NAME_LABEL
            + "="
            + SERVICE
            + ","
            + RuntimeNames.MANAGED_BY_LABEL
            + "="
            + RuntimeNames.OPERATOR);
    this.ports = ports;
  }

  @Override
  protected String nameFor(InetdServiceResource service) {
    return service.getMetadata().getName();
  }

  @Override
  protected Optional<String> ownerOf(Service object) {
    return Optional.of(object.getMetadata().getName());
  }

  @Override
  protected Service desired(InetdServiceResource service, Context<InetdServiceResource> context) {
    return desired(service, ports.of(service).orElseThrow());
  }

  /** What it is to be like. */
  static Service desired(InetdServiceResource service, int targetPort) {
    var spec = service.getSpec();
    KubernetesService wanted = spec.service();
    boolean outside = wanted.type() != ServiceType.ClusterIP;
    return new ServiceBuilder()
        .withMetadata(metadata(service, wanted))
        .withNewSpec()
        .withType(wanted.type().name())
        .withSelector(new RuntimeNames(spec.runtimeRef().name()).podLabels())
        .withExternalTrafficPolicy(outside ? wanted.effectiveTrafficPolicy().name() : null)
        .withLoadBalancerClass(loadBalancerClass(wanted))
        .addNewPort()
        .withName("service")
        .withPort(spec.port())
        .withProtocol(spec.protocol().name())
        .withTargetPort(new IntOrString(targetPort))
        .withNodePort(outside ? wanted.nodePort() : null)
        .endPort()
        .endSpec()
        .build();
  }

  private static ObjectMeta metadata(InetdServiceResource service, KubernetesService wanted) {
    var labels = new TreeMap<>(wanted.labels());
    labels.putAll(
        Map.of(
            RuntimeNames.NAME_LABEL,
            SERVICE,
            RuntimeNames.INSTANCE_LABEL,
            service.getMetadata().getName(),
            RuntimeNames.MANAGED_BY_LABEL,
            RuntimeNames.OPERATOR));
    ObjectMeta metadata = Ownership.metadata(service, service.getMetadata().getName(), labels);
    if (!wanted.annotations().isEmpty()) {
      metadata.setAnnotations(new TreeMap<>(wanted.annotations()));
    }
    return metadata;
  }

  private static String loadBalancerClass(KubernetesService wanted) {
    boolean named = wanted.loadBalancerClass() != null && !wanted.loadBalancerClass().isEmpty();
    return named && wanted.type() == ServiceType.LoadBalancer ? wanted.loadBalancerClass() : null;
  }
}
