package dev.kinetd.runtime.access.hosts;

/**
 * Puts in what {@code %} letters stand for. What comes from outside loses every character that
 * could mean something to a shell.
 */
final class Expansion {

  /** The most characters that libwrap's buffer for an option holds. */
  static final int OPTION = 8190;

  private static final String HARMLESS = "!@%-_=+:,./";

  private Expansion() {}

  /** The text, or null where that stops the evaluation: for want of a fact, or for its length. */
  static String of(String text, int most, Evaluation evaluation) {
    var out = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = c == '%' && i + 1 < text.length();
      String part = letter ? expand(text.charAt(++i), evaluation) : String.valueOf(c);
      if (part == null) {
        return null;
      }
      if (out.length() + part.length() > most) {
        evaluation.refuse("the text became too long when its % letters were filled in");
        return null;
      }
      out.append(part);
    }
    return out.toString();
  }

  private static String expand(char letter, Evaluation evaluation) {
    HostsRequest request = evaluation.request();
    return switch (letter) {
      case 'a' -> evaluation.client().text();
      case 'A' -> evaluation.server().text();
      case 'c' -> evaluation.clientInfo();
      case 'd' -> evaluation.cleanDaemon();
      case 'h' -> harmless(evaluation.clientHost());
      case 'H' -> harmless(evaluation.serverHost());
      case 'n' -> evaluation.clientName() == null ? null : evaluation.cleanClientName();
      case 'N' -> evaluation.serverName() == null ? null : evaluation.cleanServerName();
      case 'p' -> Long.toString(request.pid());
      case 'r' -> Integer.toString(request.client() == null ? 0 : request.clientPort());
      case 'R' -> Integer.toString(request.server() == null ? 0 : request.serverPort());
      case 's' -> evaluation.serverInfo();
      case 'u' -> evaluation.user() == null ? null : evaluation.cleanUser();
      case '%' -> "%";
      default -> "";
    };
  }

  /** The text with every character that is not known to be harmless replaced. */
  static String harmless(String text) {
    var out = new StringBuilder(text);
    for (int i = 0; i < out.length(); i++) {
      char c = out.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && !LibcText.isDigit(c) && HARMLESS.indexOf(c) < 0) {
        out.setCharAt(i, '_');
      }
    }
    return out.toString();
  }
}
