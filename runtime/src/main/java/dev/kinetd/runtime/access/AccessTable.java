package dev.kinetd.runtime.access;

import dev.kinetd.api.Finding;
import dev.kinetd.api.HostsFiles;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Protocol;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.admission.Source;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Everything that decides who may reach the services, as one immutable whole: a reload or a change
 * of the hosts files puts another in its place.
 */
public final class AccessTable {

  /** Everybody may reach everything. */
  public static final AccessTable OPEN = new AccessTable(AccessRules.NONE, null, List.of());

  private static final String TCPD = "tcpd";
  private static final Source ANY = Source.ofIpv4(0);

  private final AccessRules rules;
  private final HostsRules hosts;
  private final List<InetdService> services;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /**
   * What decides for one service.
   *
   * @param service the model
   * @param daemon the service's name in hosts files
   */
  public record Entry(InetdService service, AccessControl control, String daemon) {}

  /**
   * @param hosts the machine's hosts files, or null where they do not count
   * @param services those for which the rules were compiled
   */
  public AccessTable(AccessRules rules, HostsRules hosts, List<InetdService> services) {
    this.rules = rules;
    this.hosts = hosts;
    this.services = List.copyOf(services);
    for (InetdService service : services) {
      var control = new AccessControl(rules.of(service.name()), asksHosts(service) ? hosts : null);
      entries.put(service.name(), new Entry(service, control, service.daemonName()));
    }
  }

  /** What in hosts files does not work for one of the services. */
  public static List<Finding> findings(HostsRules hosts, List<InetdService> services) {
    if (hosts == null) {
      return List.of();
    }
    return services.stream()
        .filter(service -> service.spec().protocol() == Protocol.UDP && asksHosts(service))
        .flatMap(service -> datagramFindings(hosts, service).stream())
        .toList();
  }

  private static List<Finding> datagramFindings(HostsRules hosts, InetdService service) {
    HostsRequest request = HostsRequest.of(service.daemonName(), null);
    Integer port = service.spec().port();
    return hosts.findingsForDatagrams(
        service.name(),
        port == null ? request : request.at(ANY, port),
        service.spec().handler().isBuiltin());
  }

  /** The same rules beside other hosts files. */
  public AccessTable withHosts(HostsRules changed) {
    return new AccessTable(rules, changed, services);
  }

  /** What decides for a service, or null for one that is not known here. */
  public Entry of(String service) {
    return entries.get(service);
  }

  /**
   * What decides for the service of this name, or else for those that hosts files call so, in the
   * order in which they are declared: several may start one program.
   */
  public List<Entry> named(String name) {
    Entry own = entries.get(name);
    return own != null
        ? List.of(own)
        : entries.values().stream().filter(entry -> entry.daemon().equalsIgnoreCase(name)).toList();
  }

  /** Whether any service is known here. */
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** The access rules, with what they count. */
  public AccessRules rules() {
    return rules;
  }

  /** The machine's hosts files, or null where they do not count. */
  public HostsRules hosts() {
    return hosts;
  }

  /** What tcpd starts, tcpd asks for itself. */
  private static boolean asksHosts(InetdService service) {
    List<String> command = service.spec().handler().command();
    boolean left =
        service.spec().access().hostsFiles() == HostsFiles.Ignore
            || !command.isEmpty() && base(command.getFirst()).equals(TCPD);
    return !left;
  }

  private static String base(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
