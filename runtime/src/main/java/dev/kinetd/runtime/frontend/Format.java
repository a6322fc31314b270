package dev.kinetd.runtime.frontend;

/** The formats that a source may have. */
public enum Format {
  YAML("a YAML document"),
  INETD("an inetd.conf"),
  XINETD("an xinetd.conf"),
  SYSTEMD("a systemd unit");

  private final String noun;

  Format(String noun) {
    this.noun = noun;
  }

  String noun() {
    return noun;
  }

  /** Whether kinetd reads this format; the others are recognised and refused. */
  public boolean supported() {
    return this == YAML || this == INETD;
  }
}
