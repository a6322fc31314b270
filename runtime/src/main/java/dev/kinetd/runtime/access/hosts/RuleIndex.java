package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.admission.Source;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Finds the first rule that matches without trying each: rules with lists of plain daemons and of
 * nets, addresses and names are found by the client's address or name, the others one by one
 * between them. Gives what going through all rules in order gives, and asks for names just where
 * that would. For any thread.
 */
final class RuleIndex {

  /** No rule matches. */
  static final int NONE = Integer.MAX_VALUE;

  /** A rule could not be decided; the evaluation says why. */
  static final int STOP = -1;

  /** Daemons are as many as there are services; beyond this somebody makes them up. */
  private static final int MOST_VIEWS = 4096;

  /** A daemon and its port, which a number in a list means; -1 without an address. */
  private record Daemon(String name, int port) {}

  private final List<HostsRule> rules;
  private final ClientIndex clients;
  private final ConcurrentMap<Daemon, DaemonView> views = new ConcurrentHashMap<>();

  private RuleIndex(List<HostsRule> rules, ClientIndex clients) {
    this.rules = rules;
    this.clients = clients;
  }

  static RuleIndex of(List<HostsRule> rules) {
    return new RuleIndex(List.copyOf(rules), ClientIndex.of(rules));
  }

  /** The first rule whose lists match, {@link #NONE} or {@link #STOP}. */
  int first(Evaluation evaluation) {
    if (rules.isEmpty()) {
      return NONE;
    }
    DaemonView view = view(evaluation);
    Source address = evaluation.request().client();
    int best = Math.min(view.firstForAll(), clients.byAddress(address, view));
    boolean named = false;
    int[] others = view.others();
    for (int i = 0; ; i++) {
      int other = i < others.length ? others[i] : NONE;
      int asking = view.firstNamed();
      if (!named && asking < other && asking <= best) {
        Answer answer = rules.get(asking).clients().test(evaluation);
        if (answer != Answer.NO) {
          return answer == Answer.YES ? asking : stop(asking, evaluation);
        }
        named = true;
        best = Math.min(best, clients.byName(evaluation.clientName(), view));
      }
      if (best <= other) {
        return best;
      }
      Answer answer = rules.get(other).test(evaluation);
      if (answer != Answer.NO) {
        return answer == Answer.YES ? other : stop(other, evaluation);
      }
    }
  }

  private int stop(int rule, Evaluation evaluation) {
    evaluation.stoppedAt(rules.get(rule));
    return STOP;
  }

  private DaemonView view(Evaluation evaluation) {
    HostsRequest request = evaluation.request();
    var daemon =
        new Daemon(evaluation.daemon(), request.server() == null ? -1 : request.serverPort());
    DaemonView view = views.get(daemon);
    if (view == null) {
      view = look(evaluation);
      if (views.size() < MOST_VIEWS) {
        views.put(daemon, view);
      }
    }
    return view;
  }

  private DaemonView look(Evaluation evaluation) {
    var bits = new long[(rules.size() + 63) / 64];
    int forAll = NONE;
    int named = NONE;
    var others = new int[rules.size()];
    int count = 0;
    for (int i = 0; i < rules.size(); i++) {
      HostsRule rule = rules.get(i);
      boolean plain = rule.daemons().allMatch(daemon -> daemon.server() == null);
      if (plain && rule.daemons().test(evaluation) == Answer.NO) {
        continue;
      }
      if (!plain || !clients.holds(i)) {
        others[count++] = i;
        continue;
      }
      bits[i >>> 6] |= 1L << i;
      forAll = clients.isForAll(i) ? Math.min(forAll, i) : forAll;
      named = clients.asksName(i) ? Math.min(named, i) : named;
    }
    return new DaemonView(bits, forAll, named, Arrays.copyOf(others, count));
  }
}
