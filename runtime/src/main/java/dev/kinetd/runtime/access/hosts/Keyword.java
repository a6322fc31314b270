package dev.kinetd.runtime.access.hosts;

import java.util.Locale;

/** The options of hosts_options(5) that Debian's libwrap knows. */
enum Keyword {
  USER(Value.REQUIRED, false, false),
  GROUP(Value.REQUIRED, false, false),
  UMASK(Value.REQUIRED, false, false),
  LINGER(Value.REQUIRED, false, false),
  KEEPALIVE(Value.NONE, false, false),
  ACLEXEC(Value.REQUIRED, true, false),
  SPAWN(Value.REQUIRED, true, false),
  TWIST(Value.REQUIRED, true, true),
  RFC931(Value.OPTIONAL, false, false),
  SETENV(Value.REQUIRED, true, false),
  NICE(Value.OPTIONAL, false, false),
  SEVERITY(Value.REQUIRED, false, false),
  ALLOW(Value.NONE, false, true),
  DENY(Value.NONE, false, true),
  BANNERS(Value.REQUIRED, false, false);

  /** Whether an option takes a value. */
  enum Value {
    NONE,
    OPTIONAL,
    REQUIRED
  }

  private final Value value;
  private final boolean expanded;
  private final boolean last;

  Keyword(Value value, boolean expanded, boolean last) {
    this.value = value;
    this.expanded = expanded;
    this.last = last;
  }

  Value value() {
    return value;
  }

  /** Whether {@code %} letters in its value stand for something. */
  boolean isExpanded() {
    return expanded;
  }

  /** Whether nothing may follow it. */
  boolean isLast() {
    return last;
  }

  /** Whether it runs a program. */
  boolean runsProgram() {
    return this == ACLEXEC || this == SPAWN || this == TWIST;
  }

  /** The word in a rule. */
  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The option of a word, or null. */
  static Keyword of(String word) {
    for (Keyword keyword : values()) {
      if (LibcText.same(keyword.word(), word)) {
        return keyword;
      }
    }
    return null;
  }
}
