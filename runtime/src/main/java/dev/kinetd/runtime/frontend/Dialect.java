package dev.kinetd.runtime.frontend;

/** The program whose reading of inetd.conf is followed where the programs differ. */
public enum Dialect {
  OPENBSD("openbsd-inetd"),
  INETUTILS("inetutils-inetd"),
  FREEBSD("FreeBSD's inetd"),
  NETBSD("NetBSD's inetd");

  private final String program;

  Dialect(String program) {
    this.program = program;
  }

  /** The name of the program, for messages. */
  public String program() {
    return program;
  }

  /** Whether kinetd reads this dialect; the others are known by name only. */
  public boolean supported() {
    return this == OPENBSD || this == INETUTILS;
  }
}
