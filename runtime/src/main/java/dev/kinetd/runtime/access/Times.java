package dev.kinetd.runtime.access;

import dev.kinetd.api.Day;
import dev.kinetd.api.Schedule;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** When a rule is in force, by the clocks of its time zones. */
final class Times {

  static final Times ALWAYS = new Times(List.of());

  private static final DateTimeFormatter CLOCK =
      DateTimeFormatter.ofPattern("EEE HH:mm", Locale.ENGLISH);

  private final List<Window> windows;

  private Times(List<Window> windows) {
    this.windows = windows;
  }

  /**
   * @param schedule valid, or null for always
   */
  static Times of(List<Schedule> schedule) {
    return schedule == null ? ALWAYS : new Times(schedule.stream().map(Window::of).toList());
  }

  boolean contain(Instant now) {
    if (windows.isEmpty()) {
      return true;
    }
    for (Window window : windows) {
      if (window.contains(now)) {
        return true;
      }
    }
    return false;
  }

  /** What the clocks of a schedule show, such as {@code Mon 08:00 Europe/Berlin}. */
  static String clocks(List<Schedule> schedule, Instant now) {
    return schedule.stream()
        .map(Schedule::timeZone)
        .distinct()
        .map(zone -> CLOCK.format(now.atZone(ZoneId.of(zone))) + " " + zone)
        .collect(Collectors.joining(", "));
  }

  private record Window(Set<DayOfWeek> days, int first, int end, ZoneId zone) {

    static Window of(Schedule schedule) {
      Set<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
      List<Day> named = schedule.days() == null ? List.of(Day.values()) : schedule.days();
      named.forEach(day -> days.add(day.dayOfWeek()));
      return new Window(
          days, schedule.firstMinute(), schedule.endMinute(), ZoneId.of(schedule.timeZone()));
    }

    boolean contains(Instant now) {
      ZonedDateTime local = now.atZone(zone);
      int minute = local.getHour() * 60 + local.getMinute();
      DayOfWeek day = local.getDayOfWeek();
      if (first < end) {
        return first <= minute && minute < end && days.contains(day);
      }
      return minute >= first ? days.contains(day) : minute < end && days.contains(day.minus(1));
    }
  }
}
