package dev.kinetd.runtime.convert;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.runtime.frontend.Declared;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Makes of services what Kubernetes can have of them: there a service has its own address, and
 * which one is not for it to say; its name is that of a Service.
 *
 * @param services without what cannot be carried over, in their order
 * @param losses what that is, each at the place where the service was declared
 * @param needs what is carried over and means something only where the cluster has it too, and what
 *     is called otherwise there; likewise
 */
public record ServiceConversion(
    List<InetdService> services, List<Finding> losses, List<Finding> needs) {

  public ServiceConversion {
    services = List.copyOf(services);
    losses = List.copyOf(losses);
    needs = List.copyOf(needs);
  }

  /**
   * Converts services as a front end read them.
   *
   * @param beside services that are documents already, and keep their names
   */
  public static ServiceConversion of(List<Declared> declared, List<InetdService> beside) {
    var services = new ArrayList<InetdService>();
    var losses = new ArrayList<Finding>();
    var needs = new ArrayList<Finding>();
    var names =
        new ClusterNames(
            Stream.concat(declared.stream().map(Declared::service), beside.stream()).toList());
    Map<InetdServiceSpec, InetdService> kept = new HashMap<>();
    Map<String, InetdService> ports = new HashMap<>();
    for (Declared one : declared) {
      InetdService service = names.renamed(one.service());
      InetdServiceSpec spec = service.spec();
      var says = new ClusterLosses(one.origin(), service.name(), losses, needs);
      if (says.keepsOut(spec)) {
        continue;
      }
      says.reportPlace(spec);
      var carried = new InetdService(service.metadata(), withoutPlace(spec));
      InetdService same = kept.putIfAbsent(carried.spec(), carried);
      if (same != null) {
        says.add("is then the same as " + same.name(), "it is left out");
        continue;
      }
      InetdService other =
          spec.port() == null
              ? null
              : ports.putIfAbsent(spec.protocol() + " " + spec.port(), carried);
      if (other != null) {
        says.add(
            "then has the port of " + other.name(),
            "give one of them another port where both are to run outside Kubernetes");
      }
      says.reportName(one.service().name());
      says.reportNeeds(spec.handler(), spec.launch());
      services.add(carried);
    }
    return new ServiceConversion(services, losses, needs);
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
}
