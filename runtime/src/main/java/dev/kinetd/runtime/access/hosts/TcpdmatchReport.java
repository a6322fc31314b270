package dev.kinetd.runtime.access.hosts;

import dev.kinetd.runtime.access.hosts.HostsDecision.Verdict;
import dev.kinetd.runtime.admission.Source;

/**
 * What tcpdmatch(8) prints on its standard output about one address. It looks everything up before
 * it asks the rules, and shows and uses texts with harmful characters replaced.
 */
public final class TcpdmatchReport {

  private TcpdmatchReport() {}

  /**
   * The lines, each with its line feed.
   *
   * @param facts with both names and the user known, as a rehearsal
   */
  public static String of(HostsRules rules, HostsRequest request, HostsFacts facts) {
    HostsRequest clean =
        new HostsRequest(
            Expansion.harmless(request.daemon()),
            request.client(),
            request.clientPort(),
            request.server(),
            request.serverPort(),
            request.stream(),
            request.pid());
    HostsFacts known =
        facts
            .withClientName(clean(facts.clientName()))
            .withServerName(clean(facts.serverName()))
            .withUser(clean(facts.user()));
    var out = new StringBuilder();
    line(out, "client:   hostname", known.clientName());
    line(out, "client:   address ", address(request.client()));
    line(out, "client:   username", known.user());
    line(out, "server:   hostname", known.serverName());
    line(out, "server:   address ", address(request.server()));
    line(out, "server:   process ", clean.daemon());
    HostsOutcome outcome = rules.decide(clean, known);
    return out.append("access:   ").append(word(outcome)).append('\n').toString();
  }

  private static String clean(String text) {
    return text == null ? HostsFacts.UNKNOWN : Expansion.harmless(text);
  }

  private static String address(Source address) {
    return address == null ? HostsFacts.UNKNOWN : LibcAddress.text(address);
  }

  private static void line(StringBuilder out, String label, String text) {
    if (!LibcText.same(text, HostsFacts.UNKNOWN)) {
      out.append(label).append(' ').append(text).append('\n');
    }
  }

  private static String word(HostsOutcome outcome) {
    Verdict verdict =
        outcome instanceof HostsDecision decision ? decision.verdict() : Verdict.DENIED;
    return switch (verdict) {
      case GRANTED -> "granted";
      case DENIED -> "denied";
      case DELEGATED -> "delegated";
    };
  }
}
