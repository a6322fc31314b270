package dev.kinetd.api;

import java.time.DayOfWeek;

/** A day of the week, as YAML spells it. */
public enum Day {
  Mon,
  Tue,
  Wed,
  Thu,
  Fri,
  Sat,
  Sun;

  public DayOfWeek dayOfWeek() {
    return DayOfWeek.of(ordinal() + 1);
  }
}
