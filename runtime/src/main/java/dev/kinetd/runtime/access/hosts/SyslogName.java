package dev.kinetd.runtime.access.hosts;

import java.util.Set;

/** The names of syslog(3) that libwrap knows: fewer than the machine has. */
final class SyslogName {

  private static final Set<String> FACILITIES =
      Set.of(
          "kern", "user", "mail", "daemon", "auth", "lpr", "news", "uucp", "cron", "local0",
          "local1", "local2", "local3", "local4", "local5", "local6", "local7");

  private static final Set<String> LEVELS =
      Set.of("emerg", "alert", "crit", "err", "warning", "notice", "info", "debug");

  private SyslogName() {}

  /** Whether the text is {@code facility.level} or {@code level}. */
  static boolean isPriority(String text) {
    int dot = LibcText.unbracketed(text, 0, '.');
    String level = LibcText.fold(text.substring(dot + 1));
    return LEVELS.contains(level)
        && (dot < 0 || FACILITIES.contains(LibcText.fold(text.substring(0, dot))));
  }

  /** The facility of a priority, or null. */
  static String facility(String priority) {
    int dot = priority.indexOf('.');
    return dot < 0 ? null : LibcText.fold(priority.substring(0, dot));
  }

  /** The level of a priority. */
  static String level(String priority) {
    return LibcText.fold(priority.substring(priority.indexOf('.') + 1));
  }
}
