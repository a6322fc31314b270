package dev.kinetd.runtime.serve;

import dev.kinetd.api.Finding;
import dev.kinetd.api.InetdService;
import dev.kinetd.api.Mode;
import dev.kinetd.runtime.access.AccessRules;
import dev.kinetd.runtime.access.AccessTable;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.builtin.Builtins;
import dev.kinetd.runtime.frontend.DeclaredRule;
import dev.kinetd.runtime.launch.LaunchPad;
import dev.kinetd.runtime.launch.Launcher;
import dev.kinetd.runtime.launch.Reaper;
import dev.kinetd.runtime.launch.WatchLoop;
import dev.kinetd.runtime.linux.LinuxException;
import dev.kinetd.runtime.linux.ProcessControl;
import dev.kinetd.runtime.listen.Gate;
import dev.kinetd.runtime.listen.Listeners;
import dev.kinetd.runtime.listen.LiveService;
import dev.kinetd.runtime.log.EventLog;
import dev.kinetd.runtime.resolve.Endpoint;
import dev.kinetd.runtime.resolve.ResolvedService;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Serves a set of services and replaces it by another without losing a listener they share. Owns
 * the threads that accept, launch and reap. Any thread may call any method; changes exclude each
 * other.
 */
public final class SuperServer {

  /** A socket that could not be opened is tried again after this time. */
  private static final long RETRY_NANOS = 5_000_000_000L;

  /** Between TERM and KILL, for handlers that are still there when the drain time is over. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final Gate gate;
  private final EventLog log;
  private final Runnable changed;
  private final WatchLoop loop;
  private final Reaper reaper;
  private final Launcher launcher;
  private final LaunchPad pad;
  private final Listeners listeners;
  private Map<String, ServedService> served = new LinkedHashMap<>();
  private Builtins builtins;
  private boolean retryScheduled;
  private boolean draining;

  /** Starts the threads; nothing is served yet. */
  public SuperServer(int padThreads, Gate gate, EventLog log) throws LinuxException {
    this(padThreads, gate, log, () -> {});
  }

  /**
   * Starts the threads; nothing is served yet.
   *
   * @param changed called on any thread when something in {@link #states} may be different; must
   *     not wait
   */
  public SuperServer(int padThreads, Gate gate, EventLog log, Runnable changed)
      throws LinuxException {
    this.gate = gate;
    this.log = log;
    this.changed = changed;
    loop = new WatchLoop(log);
    reaper = new Reaper(loop, log);
    launcher = new Launcher(loop, reaper, log);
    pad = new LaunchPad(padThreads, launcher, log);
    listeners = new Listeners(gate, loop, pad, this::retryElsewhere);
  }

  /** Begins to serve what the runtime itself speaks for; owns the built-ins from here on. */
  public synchronized void serveBuiltins(Builtins ready) {
    builtins = ready;
    listeners.setBuiltins(ready);
    if (!draining) {
      listen();
    }
  }

  /**
   * Serves exactly these services from now on. A socket that is wanted before and after stays open
   * with its queue, also when another service takes it over; what is new is opened before what is
   * gone is closed; handlers that run stay. The rules count from the first moment of a service on.
   *
   * @param hosts the machine's hosts files, or null where they do not count
   * @return what can be said only of hosts files and services together
   */
  public synchronized List<Finding> apply(
      List<ResolvedService> services, List<DeclaredRule> rules, HostsRules hosts) {
    if (draining) {
      return List.of();
    }
    List<InetdService> declared = services.stream().map(ResolvedService::service).toList();
    AccessRules access = AccessRules.compile(rules, declared, gate.table().rules());
    gate.enforce(new AccessTable(access, hosts, declared));
    Map<Endpoint, ServedEndpoint> unclaimed = endpointsByPlace();
    Map<String, ServedService> before = served;
    served = new LinkedHashMap<>();
    for (ResolvedService service : services) {
      served.put(service.name(), adopt(service, before.get(service.name()), unclaimed));
    }
    listeners.setDirectory(multiplexed());
    listen();
    unclaimed.values().forEach(ServedEndpoint::close);
    if (!unclaimed.isEmpty() && served.values().stream().anyMatch(SuperServer::hasErrors)) {
      // What is new may have been in the way of what is closed only now: 0.0.0.0 and one address.
      listen();
    }
    retireReplaced(before);
    logChanges(before);
    changed.run();
    return AccessTable.findings(hosts, declared);
  }

  /**
   * Puts changed hosts files in force.
   *
   * @return what can be said only of them and services together
   */
  public synchronized List<Finding> applyHosts(HostsRules hosts) {
    gate.enforce(gate.table().withHosts(hosts));
    if (!draining) {
      listen();
    }
    return AccessTable.findings(hosts, services().stream().map(ResolvedService::service).toList());
  }

  /** What decides who may reach the services, with its counts. */
  public AccessTable access() {
    return gate.table();
  }

  /** The hosts files in force, or null where they do not count. */
  public HostsRules hosts() {
    return gate.table().hosts();
  }

  private Map<Endpoint, ServedEndpoint> endpointsByPlace() {
    Map<Endpoint, ServedEndpoint> all = new HashMap<>();
    served.values().forEach(s -> s.endpoints().forEach(e -> all.put(e.endpoint(), e)));
    return all;
  }

  private void retireReplaced(Map<String, ServedService> before) {
    for (var entry : before.entrySet()) {
      ServedService now = served.get(entry.getKey());
      if (now == null || now.live() != entry.getValue().live()) {
        entry.getValue().live().retire();
      }
    }
  }

  private ServedService adopt(
      ResolvedService service, ServedService known, Map<Endpoint, ServedEndpoint> unclaimed) {
    LiveService live;
    // A client accepted before must not get the handler of another kind of service.
    if (known == null || !Listeners.kind(known.live().service()).equals(Listeners.kind(service))) {
      live = new LiveService(service, gate, pad, launcher, log, changed);
    } else {
      live = known.live();
      live.update(service);
    }
    List<ServedEndpoint> endpoints = new ArrayList<>();
    for (Endpoint endpoint : service.suspended() ? List.<Endpoint>of() : service.endpoints()) {
      ServedEndpoint open = unclaimed.remove(endpoint);
      endpoints.add(open != null ? open : new ServedEndpoint(endpoint));
    }
    return new ServedService(service, live, endpoints);
  }

  private Map<String, LiveService> multiplexed() {
    Map<String, LiveService> byName = new HashMap<>();
    for (ServedService service : served.values()) {
      var spec = service.live().service().spec();
      if (spec.mode() == Mode.TcpMux && !service.live().service().suspended()) {
        byName.put(spec.tcpMux().name(), service.live());
      }
    }
    return byName;
  }

  private static boolean hasErrors(ServedService service) {
    return service.endpoints().stream().anyMatch(e -> e.error() != null);
  }

  /** Opens what is not open and tries again later where that fails. */
  private void listen() {
    boolean errors = false;
    for (ServedService service : served.values()) {
      for (ServedEndpoint endpoint : service.endpoints()) {
        endpoint.listenFor(service.live(), listeners);
      }
      errors |= hasErrors(service);
    }
    if (errors && !retryScheduled) {
      retryScheduled = true;
      loop.execute(() -> loop.schedule(RETRY_NANOS, this::retryElsewhere));
    }
  }

  /** The loop must not wait for the lock: who holds it may be waiting for the loop. */
  private void retryElsewhere() {
    Thread.ofPlatform().name("kinetd-retry").daemon().start(this::retry);
  }

  private synchronized void retry() {
    retryScheduled = false;
    if (draining) {
      return;
    }
    var failing = served.values().stream().filter(SuperServer::hasErrors).toList();
    listen();
    changed.run();
    failing.stream()
        .filter(s -> !hasErrors(s))
        .forEach(s -> log.add(ServiceEvent.started(s.state())));
  }

  private void logChanges(Map<String, ServedService> before) {
    for (var entry : before.entrySet()) {
      if (!served.containsKey(entry.getKey())) {
        log.add(ServiceEvent.stopped(entry.getValue().state()));
      }
    }
    for (var entry : served.entrySet()) {
      ServedService known = before.get(entry.getKey());
      ServiceState state = entry.getValue().state();
      if (known == null || !known.state().samePlaces(state) || !state.ready()) {
        log.add(ServiceEvent.started(state));
      }
    }
  }

  /** Every service that was declared and can be served as far as its text goes. */
  public synchronized List<ServiceState> states() {
    return served.values().stream().map(ServedService::state).toList();
  }

  /** Definitions in force, as {@link #apply} took them. */
  public synchronized List<ResolvedService> services() {
    return served.values().stream().map(s -> s.live().service()).toList();
  }

  /** Handlers that run, of all services. */
  public int handlers() {
    return reaper.running();
  }

  /** Whether the end has begun. */
  public synchronized boolean draining() {
    return draining;
  }

  /**
   * Stops listening; handlers that run are not touched, and who was accepted before gets one. When
   * it returns, no more are started.
   */
  public synchronized void stopListening() throws InterruptedException {
    draining = true;
    changed.run();
    served.values().forEach(s -> s.endpoints().forEach(ServedEndpoint::close));
    listeners.refuseUndecided();
    pad.stop();
  }

  /**
   * Waits for handlers to end by themselves, then ends them: TERM, a grace of two seconds, KILL.
   *
   * @return how many had to be told
   */
  public int drain(Duration time) throws InterruptedException {
    reaper.awaitNone(time);
    int left = reaper.running();
    if (left > 0) {
      reaper.signalAll(ProcessControl.SIGTERM);
      reaper.awaitNone(GRACE);
      reaper.signalAll(ProcessControl.SIGKILL);
      reaper.awaitNone(GRACE);
    }
    return left;
  }

  /** Ends all handlers at once. */
  public void kill() {
    reaper.signalAll(ProcessControl.SIGKILL);
  }

  /** Ends the threads; to be called when nothing is listened for any more. */
  public void stop() throws InterruptedException {
    if (builtins != null) {
      builtins.close();
    }
    served.values().forEach(s -> s.live().retire());
    listeners.close();
    launcher.close();
    loop.stop();
  }
}
