package dev.kinetd.runtime.command;

import dev.kinetd.api.Printable;
import dev.kinetd.runtime.access.AccessControl;
import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.AccessOutcome;
import dev.kinetd.runtime.access.AccessPolicy;
import dev.kinetd.runtime.access.AccessTable;
import dev.kinetd.runtime.access.ClientName;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Needed;
import dev.kinetd.runtime.access.hosts.HostsDecision;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.HostsRules;
import dev.kinetd.runtime.access.hosts.HostsStep;
import dev.kinetd.runtime.access.hosts.TcpdmatchReport;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.lookup.HostNames;
import dev.kinetd.runtime.lookup.Ident;
import dev.kinetd.runtime.lookup.LookupSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Answers questions of {@code kinetd match} by the rules that {@code kinetd run} would enforce. */
final class MatchAnswers implements AutoCloseable {

  private static final long PID = ProcessHandle.current().pid();

  private final AccessTable table;
  private final HostsRules hosts;
  private final Instant now;
  private final boolean tcpdmatch;
  private NameLookups lookups;
  private EventLoopGroup loops;

  MatchAnswers(AccessTable table, HostsRules hosts, Instant now, boolean tcpdmatch) {
    this.table = table;
    this.hosts = hosts;
    this.now = now;
    this.tcpdmatch = tcpdmatch;
  }

  /**
   * Prints the answer.
   *
   * @return whether the client is let in, from each of its addresses
   */
  boolean answer(String daemonAtServer, String userAtClient, PrintWriter out)
      throws UnknownHostException {
    int at = daemonAtServer.indexOf('@');
    String daemon = at < 0 ? daemonAtServer : daemonAtServer.substring(0, at);
    Source server = at < 0 ? null : addresses(daemonAtServer.substring(at + 1)).getFirst();
    int userAt = userAtClient.indexOf('@');
    String client = userAtClient.substring(userAt + 1);
    Facts facts = asked(client, userAt < 0 ? null : userAtClient.substring(0, userAt));
    boolean all = true;
    boolean first = true;
    for (Source address : addresses(client)) {
      if (!first) {
        out.println();
      }
      first = false;
      var request = new HostsRequest(daemon, address, 0, server, 0, true, PID);
      all &= tcpdmatch ? classic(request, facts, out) : explained(request, facts, out);
    }
    return all;
  }

  /** What the question itself says. */
  private static Facts asked(String client, String user) {
    Facts facts = Facts.REHEARSAL;
    if (client.equals(HostsFacts.UNKNOWN)) {
      facts = facts.withClientName(ClientName.UNKNOWN);
    } else if (client.equals(HostsFacts.PARANOID)) {
      facts = facts.withClientName(ClientName.PARANOID);
    } else if (!isLiteral(client)) {
      facts = facts.withClientName(ClientName.known(client));
    }
    return user == null ? facts : facts.with(facts.hosts().withUser(user));
  }

  /** The addresses of a host; one that is not known for a word in place of a host. */
  private static List<Source> addresses(String host) throws UnknownHostException {
    List<Source> addresses = new ArrayList<>();
    if (host.equals(HostsFacts.UNKNOWN) || host.equals(HostsFacts.PARANOID)) {
      addresses.add(null);
      return addresses;
    }
    String plain = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    for (InetAddress address : InetAddress.getAllByName(plain)) {
      var bytes = ByteBuffer.wrap(address.getAddress());
      addresses.add(
          bytes.remaining() == 4
              ? Source.ofIpv4(bytes.getInt())
              : new Source(bytes.getLong(), bytes.getLong()));
    }
    return addresses;
  }

  private static boolean isLiteral(String host) {
    return host.indexOf(':') >= 0 || host.matches("[0-9.]+");
  }

  /** tcpdmatch(8) takes the name of an address for unknown. */
  private boolean classic(HostsRequest request, Facts facts, PrintWriter out) {
    HostsFacts known = facts.hosts();
    if (known.clientName() == null) {
      known = known.withClientName(HostsFacts.UNKNOWN);
    }
    out.print(TcpdmatchReport.of(hosts, request, known));
    return true;
  }

  private boolean explained(HostsRequest request, Facts asked, PrintWriter out) {
    AccessControl control = controlOf(request.daemon());
    Facts facts = asked;
    AccessOutcome outcome = control.decide(request, now, facts);
    while (outcome instanceof Needed needed) {
      facts = lookups().find(needed.need(), request, facts);
      outcome = control.decide(request, now, facts);
    }
    var decision = (AccessDecision) outcome;
    out.println("client:   " + (request.client() == null ? "unknown" : request.client()));
    if (facts.clientName() != null) {
      out.println("name:     " + Printable.of(facts.hosts().clientName()));
    }
    if (control.hosts() != null) {
      for (HostsStep step : control.hosts().explain(request, facts.hosts()).steps()) {
        out.println("step:     " + step);
      }
    }
    out.println("decided:  " + decision);
    boolean delegated =
        decision.hosts() != null && decision.hosts().verdict() == HostsDecision.Verdict.DELEGATED;
    String word = delegated ? "delegated" : decision.granted() ? "granted" : "denied";
    out.println("access:   " + word);
    return decision.granted();
  }

  /** That of the service with this name, in hosts files or its own; else hosts files alone. */
  private AccessControl controlOf(String daemon) {
    AccessTable.Entry entry = table.named(daemon);
    return entry != null ? entry.control() : new AccessControl(AccessPolicy.OPEN, hosts);
  }

  /** Made when a name is needed: most questions need none. */
  private NameLookups lookups() {
    if (lookups == null) {
      loops = new EpollEventLoopGroup(1);
      lookups = new NameLookups();
      lookups.begin(
          new HostNames(loops, Runnable::run, LookupSettings.ofMachine()), new Ident(loops));
    }
    return lookups;
  }

  @Override
  public void close() {
    if (loops != null) {
      loops.shutdownGracefully(0, 0, java.util.concurrent.TimeUnit.MILLISECONDS);
    }
  }
}
