package dev.kinetd.runtime.lookup;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The line with which an identification server answers (RFC 1413 section 6). */
final class IdentReply {

  /** The most bytes that libwrap reads; a line without an end by then is no answer. */
  static final int MOST = 511;

  /**
   * As libwrap reads it: the user is the first word, however many there are, and 255 characters of
   * it.
   */
  private static final Pattern USERID =
      Pattern.compile(
          "\\s*(\\d{1,5})\\s*,\\s*(\\d{1,5})\\s*:\\s*USERID\\s*:[^:]+:\\s*(\\S{1,255})");

  private static final Pattern PRINTABLE = Pattern.compile("[!-~]+");

  private IdentReply() {}

  /**
   * The user that a line names, if it is about these ports.
   *
   * @param line without its line feed
   * @param clientPort on the machine of the identification server
   */
  static Optional<String> user(String line, int clientPort, int serverPort) {
    Matcher reply = USERID.matcher(line);
    if (!reply.lookingAt()
        || Integer.parseInt(reply.group(1)) != clientPort
        || Integer.parseInt(reply.group(2)) != serverPort) {
      return Optional.empty();
    }
    // Anybody can have written this: what could upset a log or a terminal is nobody's name.
    return Optional.of(reply.group(3)).filter(user -> PRINTABLE.matcher(user).matches());
  }
}
