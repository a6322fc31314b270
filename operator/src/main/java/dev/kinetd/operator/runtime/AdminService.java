package dev.kinetd.operator.runtime;

import dev.kinetd.operator.owned.Ownership;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeResource;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceBuilder;
import io.javaoperatorsdk.operator.api.reconciler.Context;

/** The Service in front of a runtime's metrics and health. */
final class AdminService extends RuntimeOwned<Service> {

  AdminService() {
    super(Service.class, "admin-services", new RuntimeNames("*").admin());
  }

  @Override
  protected Service desired(InetdRuntimeResource runtime, Context<InetdRuntimeResource> context) {
    return desired(runtime);
  }

  /** What it is to be like. */
  static Service desired(InetdRuntimeResource runtime) {
    RuntimeNames names = names(runtime);
    return new ServiceBuilder()
        .withMetadata(Ownership.metadata(runtime, names.admin(), names.labels()))
        .withNewSpec()
        .withType("ClusterIP")
        .withSelector(names.podLabels())
        .addNewPort()
        .withName(PodTemplate.ADMIN)
        .withPort(PodTemplate.ADMIN_PORT)
        .withProtocol("TCP")
        .withTargetPort(new IntOrString(PodTemplate.ADMIN))
        .endPort()
        .endSpec()
        .build();
  }
}
