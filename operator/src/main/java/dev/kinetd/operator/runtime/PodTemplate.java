package dev.kinetd.operator.runtime;

import dev.kinetd.api.ConfigFormat;
import dev.kinetd.api.Toggle;
import dev.kinetd.operator.owned.RuntimeNames;
import dev.kinetd.operator.resource.InetdRuntimeSpec;
import dev.kinetd.operator.resource.RuntimeTemplate;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerBuilder;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSecurityContextBuilder;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpecBuilder;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import io.fabric8.kubernetes.api.model.Quantity;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import io.fabric8.kubernetes.api.model.ResourceRequirementsBuilder;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.SecurityContextBuilder;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraint;
import io.fabric8.kubernetes.api.model.TopologySpreadConstraintBuilder;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeBuilder;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.VolumeMountBuilder;
import io.fabric8.kubernetes.api.model.VolumeProjection;
import io.fabric8.kubernetes.api.model.VolumeProjectionBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * The pods of a runtime: one container without a token and without a file system to write to, that
 * fits Pod Security restricted as long as handlers are not to run as other users.
 */
final class PodTemplate {

  /** The container's name. */
  static final String CONTAINER = "runtime";

  /** The name of the container's admin port. */
  static final String ADMIN = "admin";

  /** The admin port. */
  static final int ADMIN_PORT = 9000;

  /** How long endpoints are given to forget a pod before it stops accepting, in seconds. */
  static final int LAG_SECONDS = 5;

  /** What the pod is given beyond lag and drain before it is killed, in seconds. */
  private static final int MARGIN_SECONDS = 10;

  /** User and group of the container where it need not be root; the number of Debian's nobody. */
  private static final long NOBODY = 65_534;

  private static final String CONFIG = "config";
  private static final String ENVIRONMENT = "environment";
  private static final String TEMPORARY = "tmp";

  private final RuntimeNames names;
  private final InetdRuntimeSpec spec;
  private final String image;

  private PodTemplate(RuntimeNames names, InetdRuntimeSpec spec, String image) {
    this.names = names;
    this.spec = spec;
    this.image = image;
  }

  /** The template of a runtime's pods; the image is that of the spec where it has one. */
  static PodTemplateSpec of(RuntimeNames names, InetdRuntimeSpec spec, String defaultImage) {
    String image = spec.image().isBlank() ? defaultImage : spec.image();
    return new PodTemplate(names, spec, image).build();
  }

  private PodTemplateSpec build() {
    RuntimeTemplate template = spec.template();
    var labels = new TreeMap<>(template.labels());
    labels.putAll(names.labels());
    var builder =
        new PodTemplateSpecBuilder()
            .withNewMetadata()
            .withLabels(labels)
            .withAnnotations(template.annotations().isEmpty() ? null : template.annotations())
            .endMetadata()
            .withNewSpec()
            .withAutomountServiceAccountToken(false)
            .withEnableServiceLinks(false)
            .withTerminationGracePeriodSeconds(
                (long) LAG_SECONDS + spec.drainSeconds() + MARGIN_SECONDS)
            .withSecurityContext(podSecurity())
            .withContainers(container())
            .withVolumes(volumes())
            .withTopologySpreadConstraints(spread())
            .withNodeSelector(template.nodeSelector().isEmpty() ? null : template.nodeSelector())
            .withAffinity(template.affinity())
            .withTolerations(template.tolerations())
            .withImagePullSecrets(template.imagePullSecrets())
            .withHostUsers(template.hostUsers())
            .withServiceAccountName(template.serviceAccountName())
            .withPriorityClassName(template.priorityClassName())
            .withRuntimeClassName(template.runtimeClassName())
            .endSpec();
    return builder.build();
  }

  private boolean switchesUsers() {
    return spec.userSwitching() == Toggle.Enabled;
  }

  private Container container() {
    return new ContainerBuilder()
        .withName(CONTAINER)
        .withImage(image)
        .withArgs(arguments())
        .addNewPort()
        .withName(ADMIN)
        .withContainerPort(ADMIN_PORT)
        .withProtocol("TCP")
        .endPort()
        .withStartupProbe(probe("started", 1, 120))
        .withLivenessProbe(probe("live", 10, 3))
        .withReadinessProbe(probe("ready", 1, 2))
        .withNewLifecycle()
        .withNewPreStop()
        .withNewSleep((long) LAG_SECONDS)
        .endPreStop()
        .endLifecycle()
        .withSecurityContext(containerSecurity())
        .withResources(resources())
        .withVolumeMounts(mounts())
        .build();
  }

  private List<String> arguments() {
    var arguments =
        new ArrayList<>(
            List.of(
                "run",
                "--config-dir",
                "/etc/kinetd/config",
                "--environment-dir",
                "/etc/kinetd/environment",
                "--admin",
                "0.0.0.0:" + ADMIN_PORT,
                "--control",
                "/tmp/kinetd/control.sock",
                "--no-hosts-access",
                "--drain-seconds",
                String.valueOf(spec.drainSeconds()),
                "--log-format",
                "json"));
    if (!switchesUsers()) {
      arguments.add("--no-user-switch");
    }
    return arguments;
  }

  private static Probe probe(String kind, int period, int failures) {
    return new ProbeBuilder()
        .withNewHttpGet()
        .withPath("/q/health/" + kind)
        .withNewPort(ADMIN)
        .endHttpGet()
        .withPeriodSeconds(period)
        .withTimeoutSeconds(2)
        .withFailureThreshold(failures)
        .build();
  }

  private PodSecurityContext podSecurity() {
    var security =
        new PodSecurityContextBuilder()
            .withNewSeccompProfile()
            .withType("RuntimeDefault")
            .endSeccompProfile();
    if (switchesUsers()) {
      security.withRunAsUser(0L).withRunAsGroup(0L);
    } else {
      security.withRunAsNonRoot(true).withRunAsUser(NOBODY).withRunAsGroup(NOBODY);
    }
    return security.build();
  }

  private SecurityContext containerSecurity() {
    return new SecurityContextBuilder()
        .withAllowPrivilegeEscalation(false)
        .withReadOnlyRootFilesystem(true)
        .withNewCapabilities()
        .withDrop("ALL")
        .withAdd(switchesUsers() ? List.of("SETUID", "SETGID", "KILL") : List.of())
        .endCapabilities()
        .build();
  }

  private ResourceRequirements resources() {
    return spec.template().resources() != null
        ? spec.template().resources()
        : new ResourceRequirementsBuilder()
            .withRequests(Map.of("cpu", new Quantity("50m"), "memory", new Quantity("192Mi")))
            .withLimits(Map.of("memory", new Quantity(MemoryFormula.DEFAULT_LIMIT)))
            .build();
  }

  private List<VolumeMount> mounts() {
    var mounts = new ArrayList<VolumeMount>();
    mounts.add(mount(CONFIG, "/etc/kinetd/config", true));
    mounts.add(mount(ENVIRONMENT, "/etc/kinetd/environment", true));
    mounts.add(mount(TEMPORARY, "/tmp", false));
    spec.handlerImages().forEach(h -> mounts.add(mount(h.name(), h.mountPath(), true)));
    mounts.addAll(spec.template().volumeMounts());
    return mounts;
  }

  private static VolumeMount mount(String name, String path, boolean readOnly) {
    return new VolumeMountBuilder()
        .withName(name)
        .withMountPath(path)
        .withReadOnly(readOnly ? Boolean.TRUE : null)
        .build();
  }

  private List<Volume> volumes() {
    var volumes = new ArrayList<Volume>();
    volumes.add(
        new VolumeBuilder()
            .withName(CONFIG)
            .withNewConfigMap()
            .withName(names.main())
            .withOptional(true)
            .endConfigMap()
            .build());
    volumes.add(
        new VolumeBuilder()
            .withName(ENVIRONMENT)
            .withNewProjected()
            .withSources(shards())
            .endProjected()
            .build());
    volumes.add(
        new VolumeBuilder()
            .withName(TEMPORARY)
            .withNewEmptyDir()
            .withMedium("Memory")
            .withSizeLimit(new Quantity("64Mi"))
            .endEmptyDir()
            .build());
    for (var image : spec.handlerImages()) {
      volumes.add(
          new VolumeBuilder()
              .withName(image.name())
              .withNewImage()
              .withReference(image.image())
              .endImage()
              .build());
    }
    volumes.addAll(spec.template().volumes());
    return volumes;
  }

  private List<VolumeProjection> shards() {
    return IntStream.range(0, ConfigFormat.ENVIRONMENT_SHARDS)
        .mapToObj(
            shard ->
                new VolumeProjectionBuilder()
                    .withNewSecret()
                    .withName(names.environment(shard))
                    .withOptional(true)
                    .endSecret()
                    .build())
        .toList();
  }

  private List<TopologySpreadConstraint> spread() {
    if (!spec.template().topologySpreadConstraints().isEmpty()) {
      return spec.template().topologySpreadConstraints();
    }
    return List.of(
        new TopologySpreadConstraintBuilder()
            .withMaxSkew(1)
            .withTopologyKey("kubernetes.io/hostname")
            .withWhenUnsatisfiable("ScheduleAnyway")
            .withNewLabelSelector()
            .withMatchLabels(names.podLabels())
            .endLabelSelector()
            .build());
  }
}
