package dev.kinetd.runtime.convert;

import dev.kinetd.api.Family;
import dev.kinetd.api.Finding;
import dev.kinetd.api.Handler;
import dev.kinetd.api.InetdServiceSpec;
import dev.kinetd.api.Launch;
import dev.kinetd.api.Origin;
import dev.kinetd.api.Printable;
import java.util.List;

/**
 * What a service has on its machine and not, or not of itself, in Kubernetes: the place where it
 * listens, its name, its program, its user. Of one service; what is lost goes to one list, what
 * only needs something there to another.
 */
final class ClusterLosses {

  /** The most words of a command, and characters of a word, that an InetdService may have there. */
  private static final int MOST_WORDS = 128;

  private static final int LONGEST_WORD = 4096;

  private static final String TCPD = "tcpd";

  private final Origin origin;
  private final String subject;
  private final List<Finding> losses;
  private final List<Finding> needs;

  /**
   * Of a service.
   *
   * @param name the one that it has in Kubernetes
   */
  ClusterLosses(Origin origin, String name, List<Finding> losses, List<Finding> needs) {
    this.origin = origin;
    this.subject = "service " + name + " ";
    this.losses = losses;
    this.needs = needs;
  }

  /** Takes one finding about what the service loses; its name stands before the text. */
  void add(String text, String remedy) {
    losses.add(finding(text, remedy));
  }

  private void need(String text, String remedy) {
    needs.add(finding(text, remedy));
  }

  private Finding finding(String text, String remedy) {
    return Finding.warning(origin, "", subject + text, remedy);
  }

  /** Says what keeps the service from being carried over, if anything does. */
  boolean keepsOut(InetdServiceSpec spec) {
    if (spec.socket() != null) {
      add(
          "listens on the Unix socket "
              + Printable.of(spec.socket().path())
              + ", which nobody reaches through Kubernetes, and is left out",
          "give it a port");
      return true;
    }
    List<String> command = spec.handler().command();
    if (command.size() > MOST_WORDS
        || command.stream().anyMatch(word -> word.length() > LONGEST_WORD)) {
      add(
          "has a command of more than "
              + MOST_WORDS
              + " words, or a word of more than "
              + LONGEST_WORD
              + " characters, and is left out",
          "start a script that has the whole command");
      return true;
    }
    return false;
  }

  void reportName(String before) {
    if (!subject.equals("service " + before + " ")) {
      need(
          "was called " + before + ", which no Service of Kubernetes can be",
          "look for the new name in logs, metrics and rules");
    }
  }

  void reportPlace(InetdServiceSpec spec) {
    if (!spec.addresses().isEmpty()) {
      add(
          "listens at every address, not only at "
              + Printable.of(String.join(", ", spec.addresses())),
          "the Service gives it one in Kubernetes; say who may come in AccessRules");
    }
    if (spec.family() != Family.Dual) {
      add(
          "listens on IPv4 and IPv6, not only on " + spec.family(),
          "in Kubernetes the cluster's families decide");
    }
  }

  /** What stays in the document, and means something only where the runtime has it. */
  void reportNeeds(Handler handler, Launch launch) {
    if (handler.command().isEmpty()) {
      return;
    }
    String program = handler.program();
    need(
        "starts " + Printable.of(program) + ", which stays on this machine",
        "in Kubernetes it must be in the runtime's image or one of its handlerImages");
    if (program.substring(program.lastIndexOf('/') + 1).equals(TCPD)) {
      add(
          "has its clients judged by tcpd, which finds no hosts files of this machine there",
          "start the program itself, and convert hosts.allow and hosts.deny beside this file");
    }
    if (launch.user() != null) {
      String group = launch.group() == null ? "" : ":" + launch.group();
      need(
          "runs as " + Printable.of(launch.user() + group) + " where the runtime may switch users",
          "set userSwitching: Enabled in the InetdRuntime, else it runs as the runtime does");
    }
  }
}
