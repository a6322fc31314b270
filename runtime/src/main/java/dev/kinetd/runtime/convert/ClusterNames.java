package dev.kinetd.runtime.convert;

import dev.kinetd.api.Access;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Metadata;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Gives services names that they can have in Kubernetes, where each becomes that of a Service: a
 * DNS label that begins with a letter (RFC 1035). An instance serves one conversion.
 */
final class ClusterNames {

  private static final Pattern POSSIBLE = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
  private static final String PREFIX = "port-";
  private static final int MOST = 63;

  private final Set<String> taken = new HashSet<>();

  /** Leaves those names to the services that have them which Kubernetes can have as well. */
  ClusterNames(List<InetdService> services) {
    services.stream().map(InetdService::name).filter(ClusterNames::isPossible).forEach(taken::add);
  }

  static boolean isPossible(String name) {
    return POSSIBLE.matcher(name).matches();
  }

  /** The service under a name that it can have; hosts files go on calling it as before. */
  InetdService renamed(InetdService service) {
    if (isPossible(service.name())) {
      return service;
    }
    Metadata old = service.metadata();
    var metadata = new Metadata(free(old.name()), old.namespace(), old.labels(), old.annotations());
    var renamed = new InetdService(metadata, service.spec());
    String daemon = service.daemonName();
    return renamed.daemonName().equals(daemon)
        ? renamed
        : new InetdService(metadata, calledDaemon(service.spec(), daemon));
  }

  private String free(String name) {
    String base = shortened(PREFIX + name, MOST);
    String free = base;
    for (int i = 2; !taken.add(free); i++) {
      String number = "-" + i;
      free = shortened(base, MOST - number.length()) + number;
    }
    return free;
  }

  private static String shortened(String name, int most) {
    return name.substring(0, Math.min(name.length(), most)).replaceAll("-+$", "");
  }

  private static InetdServiceSpec calledDaemon(InetdServiceSpec spec, String daemon) {
    Access access = spec.access();
    return new InetdServiceSpec(
        spec.runtimeRef(),
        spec.port(),
        spec.protocol(),
        spec.mode(),
        spec.tcpMux(),
        spec.addresses(),
        spec.family(),
        spec.socket(),
        spec.backlog(),
        spec.handler(),
        spec.suspend(),
        spec.launch(),
        spec.limits(),
        new Access(access.defaultAction(), daemon, access.hostsFiles(), access.onLookupFailure()),
        spec.service());
  }
}
