package dev.kinetd.runtime.command;

import dev.kinetd.api.Printable;
import dev.kinetd.api.Protocol;
import dev.kinetd.runtime.access.AccessControl;
import dev.kinetd.runtime.access.AccessDecision;
import dev.kinetd.runtime.access.AccessExplanation;
import dev.kinetd.runtime.access.AccessOutcome;
import dev.kinetd.runtime.access.AccessPolicy;
import dev.kinetd.runtime.access.AccessTable;
import dev.kinetd.runtime.access.Facts;
import dev.kinetd.runtime.access.Needed;
import dev.kinetd.runtime.access.hosts.HostsFacts;
import dev.kinetd.runtime.access.hosts.HostsRequest;
import dev.kinetd.runtime.access.hosts.TcpdmatchReport;
import dev.kinetd.runtime.admission.Source;
import dev.kinetd.runtime.lookup.HostNames;
import dev.kinetd.runtime.lookup.Ident;
import dev.kinetd.runtime.lookup.LookupSettings;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.EpollEventLoopGroup;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Answers questions of {@code kinetd match} by the rules that {@code kinetd run} would enforce. */
final class MatchAnswers implements AutoCloseable {

  private static final long PID = ProcessHandle.current().pid();

  private final AccessTable table;
  private final Instant now;
  private NameLookups lookups;
  private EventLoopGroup loops;

  MatchAnswers(AccessTable table, Instant now) {
    this.table = table;
    this.now = now;
  }

  /** What {@code tcpdmatch} prints: a block for each address of the client. */
  void classic(MatchQuestion question, PrintWriter out) {
    // tcpdmatch(8) takes the name of an address for unknown.
    HostsFacts asked = question.facts().hosts();
    HostsFacts known =
        asked.clientName() == null ? asked.withClientName(HostsFacts.UNKNOWN) : asked;
    var blocks = new ArrayList<String>();
    for (Source client : question.clients()) {
      var request = new HostsRequest(question.daemon(), client, 0, question.server(), 0, true, PID);
      blocks.add(TcpdmatchReport.of(table.hosts(), request, known));
    }
    out.print(String.join("\n", blocks));
  }

  /**
   * Prints a block for each address of the client and each service that the question may mean.
   *
   * @return whether the client is let in everywhere
   */
  boolean explain(MatchQuestion question, PrintWriter out) {
    List<AccessTable.Entry> entries = table.named(question.daemon());
    boolean all = true;
    boolean first = true;
    for (Source client : question.clients()) {
      for (AccessTable.Entry entry : entries.isEmpty() ? noService(question) : entries) {
        if (!first) {
          out.println();
        }
        first = false;
        all &= explain(entry, question, client, out);
      }
    }
    return all;
  }

  /** Of a name that no service has, hosts files alone can say something. */
  private List<AccessTable.Entry> noService(MatchQuestion question) {
    var control = new AccessControl(AccessPolicy.OPEN, table.hosts());
    return List.of(new AccessTable.Entry(null, control, question.daemon()));
  }

  private boolean explain(
      AccessTable.Entry entry, MatchQuestion question, Source client, PrintWriter out) {
    HostsRequest request = request(entry, question.server(), client);
    AccessControl control = entry.control();
    Facts facts = question.facts();
    AccessOutcome outcome = control.decide(request, now, facts);
    while (outcome instanceof Needed needed) {
      facts = lookups().find(needed.need(), request, facts);
      outcome = control.decide(request, now, facts);
    }
    var decision = (AccessDecision) outcome;
    out.println("client:   " + (client == null ? HostsFacts.UNKNOWN : client));
    if (facts.clientName() != null) {
      out.println("name:     " + Printable.of(facts.hosts().clientName()));
    }
    if (entry.service() != null) {
      out.println("service:  " + entry.service().name() + ", in hosts files " + entry.daemon());
    } else if (!table.isEmpty()) {
      out.println("service:  none of this name, so that only hosts files can say something");
    }
    AccessExplanation explanation = control.explain(request, now, facts, decision);
    explanation.rules().forEach(step -> out.println("step:     " + step));
    explanation.hosts().forEach(step -> out.println("step:     " + step));
    out.println("decided:  " + decision);
    out.println("access:   " + word(decision));
    return decision.granted();
  }

  private static HostsRequest request(AccessTable.Entry entry, Source server, Source client) {
    if (entry.service() == null) {
      return new HostsRequest(entry.daemon(), client, 0, server, 0, true, PID);
    }
    var spec = entry.service().spec();
    int port = spec.port() == null ? 0 : spec.port();
    boolean stream = spec.protocol() == Protocol.TCP;
    return new HostsRequest(entry.daemon(), client, 0, server, port, stream, PID);
  }

  private static String word(AccessDecision decision) {
    if (!decision.granted()) {
      return "denied";
    }
    return decision.delegated() ? "delegated" : "granted";
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
      loops.shutdownGracefully(0, 0, TimeUnit.MILLISECONDS);
    }
  }
}
