package dev.kinetd.runtime.access.hosts;

/**
 * A word of a list of daemons: {@code daemon} or {@code daemon@server}.
 *
 * @param word as it was written
 * @param daemon compared with the name of the daemon
 * @param port compared with the local port instead, or -1 where the word is no number up to 65535
 * @param server which end of the server is meant, or null for any
 */
record DaemonPattern(String word, TextPattern daemon, int port, HostPattern server)
    implements PatternList.Item {

  private static final int LAST_PORT = 65535;

  static DaemonPattern of(String word, HostPatterns hosts) {
    int at = LibcText.unbracketed(word, 1, '@');
    String daemon = at < 0 ? word : word.substring(0, at);
    return new DaemonPattern(
        word,
        TextPattern.of(daemon),
        port(daemon),
        at < 0 ? null : hosts.of(word.substring(at + 1)));
  }

  /** The port that a word means, or -1. */
  static int port(String word) {
    var number = new LibcNumber(word, 10);
    long port = number.unsignedValue() & 0xffff_ffffL;
    return number.isWhole(word) && port <= LAST_PORT ? (int) port : -1;
  }

  @Override
  public Answer test(Evaluation evaluation) {
    if (!isDaemon(evaluation)) {
      return Answer.NO;
    }
    return server == null ? Answer.YES : server.test(evaluation.server());
  }

  private boolean isDaemon(Evaluation evaluation) {
    HostsRequest request = evaluation.request();
    return port < 0
        ? daemon.matches(evaluation.daemon())
        : request.server() != null && request.serverPort() == port;
  }
}
