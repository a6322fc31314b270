package dev.kinetd.runtime.access.hosts;

import dev.kinetd.api.Printable;
import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;

/** Carries out, as far as deciding goes, the options of the rule that matched. */
final class OptionRun {

  private static final String MATCHES = "the rule matches";

  private final String file;
  private final HostsRule rule;
  private final Verdict verdict;
  private final Evaluation evaluation;

  /**
   * @param verdict where no option says otherwise
   */
  OptionRun(String file, HostsRule rule, Verdict verdict, Evaluation evaluation) {
    this.file = file;
    this.rule = rule;
    this.verdict = verdict;
    this.evaluation = evaluation;
  }

  /** The outcome, or null where an aclexec said that the rule shall not count after all. */
  HostsOutcome run() {
    if (rule.options().isEmpty()) {
      return decision(verdict, MATCHES);
    }
    for (HostsOption option : rule.options()) {
      if (option.error() != null) {
        return denied(option.error());
      }
      HostsOutcome end = run(option);
      if (end != null) {
        return end;
      }
    }
    return evaluation.commandSaidNo() ? null : decision(verdict, MATCHES);
  }

  private HostsOutcome run(HostsOption option) {
    String value = option.value();
    if (option.keyword().isExpanded()) {
      value = Expansion.of(value, Expansion.OPTION, evaluation);
      if (value == null) {
        return stopped();
      }
      value = LibcText.chop(value);
    }
    switch (option.keyword()) {
      case ALLOW -> {
        return decision(Verdict.GRANTED, "option allow");
      }
      case DENY -> {
        return decision(Verdict.DENIED, "option deny");
      }
      case TWIST -> {
        evaluation.effect(new HostsEffect.Twist(value));
        return decision(Verdict.DELEGATED, "option twist");
      }
      case SPAWN -> evaluation.effect(new HostsEffect.Spawn(value));
      case ACLEXEC -> {
        return evaluation.command(value) ? null : stopped();
      }
      case RFC931 -> {
        if (value != null) {
          evaluation.identSeconds(option.number());
        }
        return evaluation.user() == null ? stopped() : null;
      }
      case USER -> {
        return user(value);
      }
      case GROUP -> {
        return account(new HostsNeed.Account(value, true));
      }
      case SETENV -> {
        return environment(value);
      }
      case UMASK -> evaluation.effect(new HostsEffect.Umask(option.mask()));
      case NICE -> evaluation.effect(new HostsEffect.Nice(value == null ? 10 : option.number()));
      case LINGER -> evaluation.effect(new HostsEffect.Linger(option.number()));
      case KEEPALIVE -> evaluation.effect(new HostsEffect.KeepAlive());
      case SEVERITY ->
          evaluation.effect(
              new HostsEffect.Severity(SyslogName.facility(value), SyslogName.level(value)));
      case BANNERS -> evaluation.effect(new HostsEffect.Banners(value, evaluation.daemon()));
    }
    return null;
  }

  /** {@code name.group}: both must exist; on Debian nothing else comes of it. */
  private HostsOutcome user(String value) {
    int dot = LibcText.unbracketed(value, 0, '.');
    if (dot >= 0) {
      HostsOutcome end = account(new HostsNeed.Account(value.substring(dot + 1), true));
      if (end != null) {
        return end;
      }
    }
    return account(new HostsNeed.Account(dot < 0 ? value : value.substring(0, dot), false));
  }

  private HostsOutcome account(HostsNeed.Account account) {
    Boolean exists = evaluation.accountExists(account);
    if (exists == null) {
      return stopped();
    }
    String kind = account.group() ? "group" : "user";
    return exists ? null : denied("unknown " + kind + ": \"" + Printable.of(account.name()) + "\"");
  }

  private HostsOutcome environment(String value) {
    int end = 0;
    while (end < value.length() && " \t\r\n".indexOf(value.charAt(end)) < 0) {
      end++;
    }
    String name = LibcText.chop(value.substring(0, end));
    if (name.isEmpty() || name.indexOf('=') >= 0) {
      // setenv(3) refuses them.
      return denied("bad name of a variable: \"" + Printable.of(name) + "\"");
    }
    evaluation.effect(new HostsEffect.Environment(name, LibcText.chop(value.substring(end))));
    return null;
  }

  private HostsOutcome stopped() {
    return evaluation.need() != null ? evaluation.need() : denied(evaluation.refusal());
  }

  private HostsDecision denied(String reason) {
    return decision(Verdict.DENIED, reason);
  }

  private HostsDecision decision(Verdict end, String reason) {
    return new HostsDecision(
        end, file, rule.line().last(), reason, evaluation.effects(), rule.hits());
  }
}
