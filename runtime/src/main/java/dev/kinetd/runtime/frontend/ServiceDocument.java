package dev.kinetd.runtime.frontend;

import dev.kinetd.api.Access;
import dev.kinetd.api.Action;
import dev.kinetd.api.Builtin;
import dev.kinetd.api.EnvironmentSource;
import dev.kinetd.api.Family;
import dev.kinetd.api.Handler;
import dev.kinetd.api.HostsFiles;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.KubernetesService;
import dev.kinetd.api.Launch;
import dev.kinetd.api.Limits;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Mode;
import dev.kinetd.api.NameRef;
import dev.kinetd.api.OnLookupFailure;
import dev.kinetd.api.Origin;
import dev.kinetd.api.PerSource;
import dev.kinetd.api.Protocol;
import dev.kinetd.api.RuntimeRef;
import dev.kinetd.api.ServiceType;
import dev.kinetd.api.ServiceValidator;
import dev.kinetd.api.Stderr;
import dev.kinetd.api.TcpMux;
import dev.kinetd.api.Toggle;
import dev.kinetd.api.TrafficPolicy;
import dev.kinetd.api.UnixSocket;
import java.util.List;

/** Takes an InetdService out of a document, field by field. */
final class ServiceDocument {

  private final DocumentForm form;

  private ServiceDocument(DocumentForm form) {
    this.form = form;
  }

  /** The service as far as it can be read; whether it can be served is for the findings to say. */
  static InetdService read(
      YamlObject document, DocumentForm form, Origin origin, YamlFindings says) {
    Metadata metadata = MetadataDocument.read(document.object("metadata"));
    InetdServiceSpec spec = new ServiceDocument(form).spec(document.object("spec"));
    document.unsupported("status");
    document.end();
    var service = new InetdService(metadata, spec);
    says.addValidation(ServiceValidator.validate(service), origin);
    return service;
  }

  private InetdServiceSpec spec(YamlObject object) {
    if (object == null) {
      return null;
    }
    var spec =
        new InetdServiceSpec(
            runtimeRef(object.object("runtimeRef")),
            object.integer("port"),
            object.choice("protocol", Protocol.class),
            object.choice("mode", Mode.class, "PerClient"),
            tcpMux(object.object("tcpMux")),
            object.strings("addresses"),
            object.choice("family", Family.class),
            socket(object.object("socket")),
            object.integer("backlog"),
            handler(object.object("handler")),
            object.choice("suspend", Toggle.class),
            launch(object.object("launch")),
            limits(object.object("limits")),
            access(object.object("access")),
            kubernetesService(object.object("service")));
    object.unsupported("warm", "tls", "proxyProtocol", "banners");
    object.end();
    return spec;
  }

  private static RuntimeRef runtimeRef(YamlObject object) {
    if (object == null) {
      return null;
    }
    var ref = new RuntimeRef(object.string("name"));
    object.end();
    return ref;
  }

  private static TcpMux tcpMux(YamlObject object) {
    if (object == null) {
      return null;
    }
    var mux = new TcpMux(object.string("name"), object.flag("announce"));
    object.end();
    return mux;
  }

  private static UnixSocket socket(YamlObject object) {
    if (object == null) {
      return null;
    }
    var socket =
        new UnixSocket(
            object.string("path"),
            object.string("mode"),
            object.nameOrNumber("user"),
            object.nameOrNumber("group"));
    object.end();
    return socket;
  }

  private static Handler handler(YamlObject object) {
    if (object == null) {
      return null;
    }
    var handler =
        new Handler(
            object.strings("command"),
            object.string("argv0"),
            object.string("script"),
            object.choice("builtin", Builtin.class));
    object.unsupported("forward");
    object.end();
    return handler;
  }

  private Launch launch(YamlObject object) {
    if (object == null) {
      return null;
    }
    var launch =
        new Launch(
            object.nameOrNumber("user"),
            object.nameOrNumber("group"),
            environmentFrom(object),
            object.choice("noNewPrivileges", Toggle.class),
            object.choice("stderr", Stderr.class));
    object.unsupported(
        "groups",
        "umask",
        "nice",
        "workingDirectory",
        "rootDirectory",
        "environment",
        "capabilities",
        "resources",
        "sandbox",
        "activation",
        "lingeringClose");
    object.end();
    return launch;
  }

  private List<EnvironmentSource> environmentFrom(YamlObject object) {
    if (form == DocumentForm.USER) {
      object.onlyInKubernetes(
          "let the program read a file, or name variables in its command", "environmentFrom");
      return null;
    }
    return object.objects("environmentFrom").stream().map(ServiceDocument::source).toList();
  }

  private static EnvironmentSource source(YamlObject object) {
    var source =
        new EnvironmentSource(
            reference(object.object("secretRef")), reference(object.object("configMapRef")));
    object.end();
    return source;
  }

  private static NameRef reference(YamlObject object) {
    if (object == null) {
      return null;
    }
    var reference = new NameRef(object.string("name"));
    object.end();
    return reference;
  }

  private static Limits limits(YamlObject object) {
    if (object == null) {
      return null;
    }
    var limits =
        new Limits(
            object.integer("instances"),
            perSource(object.object("perSource")),
            object.integer("startsPerMinute"));
    object.unsupported(
        "loadAverage",
        "sessionSeconds",
        "idleSeconds",
        "awaitDataSeconds",
        "accessTimes",
        "onLimit");
    object.end();
    return limits;
  }

  private static PerSource perSource(YamlObject object) {
    if (object == null) {
      return null;
    }
    var perSource = new PerSource(object.integer("instances"));
    object.unsupported("connectionsPerMinute", "prefixLengthIPv4", "prefixLengthIPv6");
    object.end();
    return perSource;
  }

  private static Access access(YamlObject object) {
    if (object == null) {
      return null;
    }
    var access =
        new Access(
            object.choice("default", Action.class),
            object.string("daemonName"),
            object.choice("hostsFiles", HostsFiles.class),
            object.choice("onLookupFailure", OnLookupFailure.class));
    object.end();
    return access;
  }

  private static KubernetesService kubernetesService(YamlObject object) {
    if (object == null) {
      return null;
    }
    var service =
        new KubernetesService(
            object.choice("type", ServiceType.class),
            object.stringMap("annotations"),
            object.stringMap("labels"),
            object.choice("externalTrafficPolicy", TrafficPolicy.class),
            object.integer("nodePort"),
            object.string("loadBalancerClass"));
    object.end();
    return service;
  }
}
