package dev.kinetd.runtime.access.hosts;

/**
 * A word of a list of clients: {@code host} or {@code user@host}.
 *
 * @param word as it was written
 * @param user compared with the client's user, asked for only where the host matches; or null
 */
record ClientPattern(String word, TextPattern user, HostPattern host) implements PatternList.Item {

  static ClientPattern of(String word, HostPatterns hosts) {
    int at = LibcText.unbracketed(word, 1, '@');
    return at < 0
        ? new ClientPattern(word, null, hosts.of(word))
        : new ClientPattern(
            word, TextPattern.of(word.substring(0, at)), hosts.of(word.substring(at + 1)));
  }

  /** Whether it is {@code ALL}. */
  boolean isAll() {
    return user == null
        && host instanceof HostPattern.Word word
        && word.text() instanceof TextPattern.Any;
  }

  @Override
  public Answer test(Evaluation evaluation) {
    Answer answer = host.test(evaluation.client());
    if (user == null || answer != Answer.YES) {
      return answer;
    }
    String name = evaluation.user();
    return name == null ? Answer.STOP : Answer.of(user.matches(name));
  }
}
