package dev.kinetd.runtime.convert;

import dev.kinetd.api.Family;
import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import dev.kinetd.api.Printable;
import dev.kinetd.runtime.frontend.Declared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes of services what Kubernetes can have of them: there a service has its own address, and
 * which one is not for it to say.
 *
 * @param services without what cannot be carried over, in their order
 * @param losses what that is, each at the place where the service was declared
 */
public record ServiceConversion(List<InetdService> services, List<Finding> losses) {

  public ServiceConversion {
    services = List.copyOf(services);
    losses = List.copyOf(losses);
  }

  /** Converts services as a front end read them. */
  public static ServiceConversion of(List<Declared> declared) {
    var services = new ArrayList<InetdService>();
    var losses = new ArrayList<Finding>();
    Map<InetdServiceSpec, Declared> kept = new LinkedHashMap<>();
    Map<String, Declared> ports = new HashMap<>();
    for (Declared one : declared) {
      InetdServiceSpec spec = one.service().spec();
      if (spec.socket() != null) {
        losses.add(
            loss(
                one,
                "listens on the Unix socket "
                    + Printable.of(spec.socket().path())
                    + ", which nobody reaches through Kubernetes, and is left out",
                "give it a port"));
        continue;
      }
      reportPlace(one, losses);
      InetdServiceSpec carried = withoutPlace(spec);
      Declared same = kept.putIfAbsent(carried, one);
      if (same != null) {
        losses.add(loss(one, "is then the same as " + same.service().name(), "it is left out"));
        continue;
      }
      Declared other =
          carried.port() == null
              ? null
              : ports.putIfAbsent(carried.protocol() + " " + carried.port(), one);
      if (other != null) {
        losses.add(
            loss(
                one,
                "then has the port of " + other.service().name(),
                "give one of them another port where both are to run outside Kubernetes"));
      }
      services.add(new InetdService(named(one.service().metadata()), carried));
    }
    return new ServiceConversion(services, losses);
  }

  /** In Kubernetes the name becomes that of a Service, which begins with a letter. */
  private static Metadata named(Metadata metadata) {
    String name = metadata.name();
    return Character.isDigit(name.charAt(0))
        ? new Metadata(
            "port-" + name, metadata.namespace(), metadata.labels(), metadata.annotations())
        : metadata;
  }

  private static void reportPlace(Declared declared, List<Finding> losses) {
    InetdServiceSpec spec = declared.service().spec();
    if (!spec.addresses().isEmpty()) {
      losses.add(
          loss(
              declared,
              "listens at every address, not only at "
                  + Printable.of(String.join(", ", spec.addresses())),
              "the Service gives it one in Kubernetes; say who may come in AccessRules"));
    }
    if (spec.family() != Family.Dual) {
      losses.add(
          loss(
              declared,
              "listens on IPv4 and IPv6, not only on " + spec.family(),
              "in Kubernetes the cluster's families decide"));
    }
  }

  private static InetdServiceSpec withoutPlace(InetdServiceSpec spec) {
    return new InetdServiceSpec(
        spec.runtimeRef(),
        spec.port(),
        spec.protocol(),
        spec.mode(),
        spec.tcpMux(),
        null,
        null,
        null,
        spec.backlog(),
        spec.handler(),
        spec.suspend(),
        spec.launch(),
        spec.limits(),
        spec.access(),
        spec.service());
  }

  private static Finding loss(Declared declared, String text, String remedy) {
    return Finding.warning(
        declared.origin(), "", "service " + declared.service().name() + " " + text, remedy);
  }
}
