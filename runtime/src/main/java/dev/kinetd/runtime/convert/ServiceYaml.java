package dev.kinetd.runtime.convert;

import static dev.kinetd.runtime.convert.DocumentYaml.put;
import static dev.kinetd.runtime.convert.DocumentYaml.putFields;

import dev.kinetd.api.Access;
import dev.kinetd.api.Action;
import dev.kinetd.api.Handler;
import dev.kinetd.api.HostsFiles;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.KubernetesService;
import dev.kinetd.api.Launch;
import dev.kinetd.api.Limits;
import dev.kinetd.api.Mode;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.api.ServiceType;
import dev.kinetd.api.Stderr;
import dev.kinetd.api.Toggle;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes services as documents that the front end, and kubectl, read back. The fields that only a
 * runtime outside Kubernetes knows ({@code addresses}, {@code family}, {@code socket}) are left
 * out.
 */
public final class ServiceYaml {

  private static final InetdServiceSpec DEFAULTS =
      new InetdServiceSpec(
          null, null, null, null, null, null, null, null, null, null, null, null, null);

  private ServiceYaml() {}

  /** One document, from {@code ---} to its last newline. Defaults are left out. */
  public static String of(InetdService service) {
    return DocumentYaml.of(InetdService.KIND, service.metadata(), spec(service.spec()));
  }

  private static Map<String, Object> spec(InetdServiceSpec spec) {
    var fields = new LinkedHashMap<String, Object>();
    if (!spec.runtimeRef().equals(DEFAULTS.runtimeRef())) {
      fields.put("runtimeRef", Map.of("name", spec.runtimeRef().name()));
    }
    if (spec.port() != null) {
      fields.put("port", spec.port());
    }
    putUnless(fields, "protocol", spec.protocol(), DEFAULTS.protocol());
    putUnless(fields, "mode", spec.mode(), Mode.defaultFor(spec.protocol()));
    if (spec.tcpMux() != null) {
      var mux = new LinkedHashMap<String, Object>();
      mux.put("name", spec.tcpMux().name());
      if (spec.tcpMux().announce()) {
        mux.put("announce", true);
      }
      fields.put("tcpMux", mux);
    }
    if (!spec.backlog().equals(DEFAULTS.backlog())) {
      fields.put("backlog", spec.backlog());
    }
    fields.put("handler", handler(spec.handler()));
    putUnless(fields, "suspend", spec.suspend(), Toggle.Disabled);
    putFields(fields, "launch", launch(spec.launch()));
    putFields(fields, "limits", limits(spec.limits()));
    putFields(fields, "access", access(spec.access()));
    putFields(fields, "service", service(spec.service()));
    return fields;
  }

  private static Map<String, Object> handler(Handler handler) {
    var fields = new LinkedHashMap<String, Object>();
    if (!handler.command().isEmpty()) {
      fields.put("command", handler.command());
    }
    put(fields, "argv0", handler.argv0());
    put(fields, "script", handler.script());
    put(fields, "builtin", handler.builtin());
    return fields;
  }

  private static Map<String, Object> launch(Launch launch) {
    var fields = new LinkedHashMap<String, Object>();
    put(fields, "user", launch.user());
    put(fields, "group", launch.group());
    putUnless(fields, "noNewPrivileges", launch.noNewPrivileges(), Toggle.Enabled);
    putUnless(fields, "stderr", launch.stderr(), Stderr.Log);
    return fields;
  }

  private static Map<String, Object> limits(Limits limits) {
    var fields = new LinkedHashMap<String, Object>();
    if (limits.instances() != Limits.DEFAULT_INSTANCES) {
      fields.put("instances", limits.instances());
    }
    if (limits.perSource() != null) {
      var perSource = new LinkedHashMap<String, Object>();
      if (limits.perSource().instances() != null) {
        perSource.put("instances", limits.perSource().instances());
      }
      fields.put("perSource", perSource);
    }
    if (limits.startsPerMinute() != null) {
      fields.put("startsPerMinute", limits.startsPerMinute());
    }
    return fields;
  }

  private static Map<String, Object> access(Access access) {
    var fields = new LinkedHashMap<String, Object>();
    putUnless(fields, "default", access.defaultAction(), Action.Allow);
    put(fields, "daemonName", access.daemonName());
    putUnless(fields, "hostsFiles", access.hostsFiles(), HostsFiles.Apply);
    putUnless(fields, "onLookupFailure", access.onLookupFailure(), OnLookupFailure.Refuse);
    return fields;
  }

  private static Map<String, Object> service(KubernetesService service) {
    var fields = new LinkedHashMap<String, Object>();
    putUnless(fields, "type", service.type(), ServiceType.ClusterIP);
    putFields(fields, "annotations", new TreeMap<>(service.annotations()));
    putFields(fields, "labels", new TreeMap<>(service.labels()));
    put(fields, "externalTrafficPolicy", service.externalTrafficPolicy());
    if (service.nodePort() != null) {
      fields.put("nodePort", service.nodePort());
    }
    put(fields, "loadBalancerClass", service.loadBalancerClass());
    return fields;
  }

  private static void putUnless(
      Map<String, Object> fields, String name, Object value, Object usual) {
    put(fields, name, value.equals(usual) ? null : value);
  }
}
