package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Decides as libwrap does, rule by rule, and writes down what it saw. */
final class Explainer {

  private final HostsTable allow;
  private final HostsTable deny;
  private final Evaluation evaluation;
  private final List<HostsStep> steps = new ArrayList<>();

  Explainer(HostsTable allow, HostsTable deny, Evaluation evaluation) {
    this.allow = allow;
    this.deny = deny;
    this.evaluation = evaluation;
  }

  HostsExplanation explain() {
    HostsOutcome outcome = search(allow, Verdict.GRANTED);
    if (outcome == null) {
      outcome = search(deny, Verdict.DENIED);
    }
    return new HostsExplanation(steps, outcome == null ? Decider.atEnd(deny, evaluation) : outcome);
  }

  /** The outcome of a file, or null where the search goes on. */
  private HostsOutcome search(HostsTable table, Verdict verdict) {
    for (HostsRule rule : table.rules()) {
      Answer answer = test(table, rule);
      if (answer == Answer.STOP) {
        return Decider.stopped(table, evaluation, rule);
      }
      if (answer == Answer.YES) {
        HostsOutcome outcome = new OptionRun(table.file(), rule, verdict, evaluation).run();
        if (outcome == null) {
          note(table, rule, "aclexec said no, so the rule does not count", false);
          return verdict == Verdict.DENIED ? Decider.overruled(table, rule, evaluation) : null;
        }
        return outcome;
      }
    }
    if (table.unreadable() != null) {
      steps.add(new HostsStep(table.file(), 0, "", "cannot be read", false));
    } else if (table.brokenLine() != null) {
      HostsLine line = table.brokenLine();
      steps.add(
          new HostsStep(table.file(), line.last(), "", "is broken; nothing is read on", false));
    }
    return null;
  }

  private Answer test(HostsTable table, HostsRule rule) {
    Answer daemon = rule.daemons().test(evaluation);
    if (daemon != Answer.YES) {
      String result = daemon == Answer.NO ? "the daemon is not meant" : whyStopped();
      note(table, rule, result, false);
      return daemon;
    }
    String daemonWord = evaluation.matched();
    boolean named = evaluation.clientNameAsked();
    boolean asked = evaluation.userAsked();
    Answer client = rule.clients().test(evaluation);
    var result = new StringBuilder();
    switch (client) {
      case YES ->
          result
              .append("matches: daemon ")
              .append(Printable.of(daemonWord))
              .append(", client ")
              .append(Printable.of(evaluation.matched()));
      case NO -> result.append("the client is not meant");
      case STOP -> result.append(whyStopped());
    }
    if (!named && evaluation.clientNameAsked()) {
      result.append("; asked for the client's name: ").append(printable(evaluation.clientName()));
    }
    if (!asked && evaluation.userAsked()) {
      result.append("; asked for the client's user: ").append(printable(evaluation.user()));
    }
    note(table, rule, result.toString(), client == Answer.YES);
    return client;
  }

  private static String printable(String text) {
    return Printable.of(text);
  }

  private String whyStopped() {
    return switch (evaluation.need()) {
      case null -> "refuses: " + Printable.of(evaluation.refusal());
      case HostsNeed.ClientName _ -> "needs the client's name";
      case HostsNeed.ServerName _ -> "needs the server's name";
      case HostsNeed.ClientUser _ -> "needs the client's user";
      case HostsNeed.Status _ -> "needs to run a command";
      case HostsNeed.Account _ -> "needs to look an account up";
    };
  }

  private void note(HostsTable table, HostsRule rule, String result, boolean matched) {
    HostsLine line = rule.line();
    steps.add(new HostsStep(table.file(), line.last(), Printable.of(line.text()), result, matched));
  }
}
