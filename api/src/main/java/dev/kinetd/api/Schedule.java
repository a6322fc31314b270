package dev.kinetd.api;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A time of day on some days of the week, as the clocks of a time zone show it: an hour that a
 * change to summer time leaves out is never, one that is repeated is twice. Where {@code to} is not
 * later than {@code from}, it means the next day, and {@code days} are those on which it begins.
 *
 * @param days on which it begins, or null for every day
 * @param from the first minute, {@code HH:MM}; null together with {@code to} for the whole day
 * @param to the minute after the last, {@code HH:MM}, at most {@code 24:00}
 * @param timeZone a name of the IANA time zone database
 */
public record Schedule(List<Day> days, String from, String to, String timeZone) {

  /** Minutes of a day, and the last minute that {@code to} may name. */
  public static final int MINUTES_OF_DAY = 24 * 60;

  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):[0-5][0-9]|24:00");

  public Schedule {
    days = days == null ? null : List.copyOf(days);
  }

  /** Minutes since midnight at which it begins; only for a valid schedule. */
  public int firstMinute() {
    return from == null ? 0 : minutes(from);
  }

  /** Minutes since midnight at which it is over; not later than the first means the next day. */
  public int endMinute() {
    return to == null ? MINUTES_OF_DAY : minutes(to);
  }

  static boolean isTime(String text) {
    return TIME.matcher(text).matches();
  }

  private static int minutes(String time) {
    return Integer.parseInt(time.substring(0, 2)) * 60 + Integer.parseInt(time.substring(3));
  }
}
