package dev.kinetd.runtime.access.hosts;

import java.util.ArrayList;
import java.util.List;

/**
 * One attempt at a decision: what was asked for so far and what has to happen. Used by one thread,
 * once. A fact counts only from where a rule asks for it, as in libwrap, which would not have
 * looked it up before: {@code %h} is the address until some pattern wanted the name.
 */
final class Evaluation {

  /** The most characters of a name that libwrap keeps. */
  private static final int LONGEST_NAME = 127;

  private static final int IDENT_SECONDS = 10;

  private final HostsRequest request;
  private final HostsFacts facts;
  private final Party client;
  private Party server;
  private String daemon;
  private String clientName;
  private String serverName;
  private String user;
  private int identSeconds = IDENT_SECONDS;
  private int commands;
  private boolean commandSaidNo;
  private String matched;
  private List<HostsEffect> effects = List.of();
  private HostsNeed need;
  private String refusal;
  private HostsRule stoppedAt;

  Evaluation(HostsRequest request, HostsFacts facts) {
    this.request = request;
    this.facts = facts;
    client = new Party(this, true, request.client());
    daemon = cut(request.daemon());
  }

  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME);
  }

  /** Takes every fact for asked: they are there because some rule did. */
  Evaluation withFactsAsked() {
    clientName = facts.clientName() == null ? null : cut(facts.clientName());
    serverName = facts.serverName() == null ? null : cut(facts.serverName());
    user = facts.user() == null ? null : cut(facts.user());
    return this;
  }

  HostsRequest request() {
    return request;
  }

  Party client() {
    return client;
  }

  /** Made where something asks: few rules do. */
  Party server() {
    if (server == null) {
      server = new Party(this, false, request.server());
    }
    return server;
  }

  String daemon() {
    return daemon;
  }

  /** The client's name or the word in place of it; null stops the evaluation. */
  String clientName() {
    if (clientName == null) {
      if (facts.clientName() != null) {
        clientName = cut(facts.clientName());
      } else if (request.client() == null) {
        clientName = HostsFacts.UNKNOWN;
      } else {
        need = new HostsNeed.ClientName();
      }
    }
    return clientName;
  }

  /** Whether a pattern or a letter asked for the client's name. */
  boolean clientNameAsked() {
    return clientName != null;
  }

  String serverName() {
    if (serverName == null) {
      if (facts.serverName() != null) {
        serverName = cut(facts.serverName());
      } else if (request.server() == null) {
        serverName = HostsFacts.UNKNOWN;
      } else {
        need = new HostsNeed.ServerName();
      }
    }
    return serverName;
  }

  boolean serverNameAsked() {
    return serverName != null;
  }

  /** The client's user or the word in place of it; null stops the evaluation. */
  String user() {
    if (user == null) {
      if (facts.user() != null) {
        user = cut(facts.user());
      } else if (request.stream() && request.client() != null && request.server() != null) {
        need = new HostsNeed.ClientUser(identSeconds);
      } else {
        user = HostsFacts.UNKNOWN;
      }
    }
    return user;
  }

  boolean userAsked() {
    return user != null;
  }

  void identSeconds(int seconds) {
    identSeconds = seconds;
  }

  // An expansion changes what later rules see: hosts.deny, where an aclexec of hosts.allow said no.

  String cleanDaemon() {
    daemon = Expansion.harmless(daemon);
    return daemon;
  }

  String cleanClientName() {
    clientName = Expansion.harmless(clientName);
    return clientName;
  }

  String cleanServerName() {
    serverName = Expansion.harmless(serverName);
    return serverName;
  }

  String cleanUser() {
    user = Expansion.harmless(user);
    return user;
  }

  String clientHost() {
    boolean named = clientName != null && Party.isKnown(clientName);
    return named ? cleanClientName() : client.text();
  }

  String serverHost() {
    boolean named = serverName != null && Party.isKnown(serverName);
    return named ? cleanServerName() : server().text();
  }

  /** {@code user@host}, as far as both are known already. */
  String clientInfo() {
    String host = clientHost();
    boolean known = user != null && !LibcText.same(user, HostsFacts.UNKNOWN);
    return known ? Expansion.harmless(user + "@" + host) : host;
  }

  /** {@code daemon@host}, as far as the host is known already. */
  String serverInfo() {
    String host = serverHost();
    boolean known = !LibcText.same(host, HostsFacts.UNKNOWN);
    return known ? Expansion.harmless(daemon + "@" + host) : cleanDaemon();
  }

  /** Whether a user or group exists; null stops the evaluation. */
  Boolean accountExists(HostsNeed.Account account) {
    Boolean exists = facts.accounts().get(account);
    if (exists == null && facts.rehearsal()) {
      return true;
    }
    if (exists == null) {
      need = account;
    }
    return exists;
  }

  /** Takes note of what a command of aclexec said; false stops the evaluation. */
  boolean command(String command) {
    if (facts.rehearsal()) {
      return true;
    }
    if (commands == facts.statuses().size()) {
      need = new HostsNeed.Status(command, List.copyOf(effects));
      return false;
    }
    commandSaidNo = facts.statuses().get(commands++) != 0;
    return true;
  }

  /** Whether the last command of aclexec said no: it speaks for all rules to come. */
  boolean commandSaidNo() {
    return commandSaidNo;
  }

  void effect(HostsEffect effect) {
    if (effects.isEmpty()) {
      effects = new ArrayList<>();
    }
    effects.add(effect);
  }

  List<HostsEffect> effects() {
    return effects;
  }

  /** Ends the evaluation: the client is refused. */
  Answer refuse(String reason) {
    refusal = reason;
    return Answer.STOP;
  }

  /** Why the client is refused, or null. */
  String refusal() {
    return refusal;
  }

  /** What has to be known, or null. */
  HostsNeed need() {
    return need;
  }

  void stoppedAt(HostsRule rule) {
    stoppedAt = rule;
  }

  /** The rule whose lists could not be gone through. */
  HostsRule stoppedAt() {
    return stoppedAt;
  }

  void matched(String word) {
    matched = word;
  }

  /** The word of the list that matched last. */
  String matched() {
    return matched;
  }
}
