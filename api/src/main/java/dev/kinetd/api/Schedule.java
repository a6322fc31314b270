package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A time of day on some days of the week, as the clocks of a time zone show it: an hour that a
 * change to summer time leaves out is never, one that is repeated is twice. Where {@code to} is not
 * later than {@code from}, it means the next day, and {@code days} are those on which it begins.
 *
 * @param days the days on which it begins. Absent means every day
 * @param from the first minute, as {@code "08:00"}; together with to. Absent means the whole day
 * @param to the minute after the last, as {@code "18:00"}, at most {@code "24:00"}; not later than
 *     from means on the next day
 * @param timeZone a name of the IANA time zone database, as UTC or Europe/Berlin
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@ValidationRule(
    value = "has(self.from) == has(self.to)",
    message = "write both from and to, or none for the whole day")
@ValidationRule(
    value = "!has(self.from) || !has(self.to) || self.from != self.to",
    message = "from and to are the same time: write 00:00 and 24:00 for the whole day")
public record Schedule(
    @Size(min = 1, max = 7) List<Day> days,
    @Size(max = 5)
        @ValidationRule(value = Schedule.TIME_RULE, message = Schedule.TIME_REMEDY)
        @ValidationRule(
            value = "self != '24:00'",
            message = "24:00 is the end of the day: write 00:00 and the next day")
        String from,
    @Size(max = 5) @ValidationRule(value = Schedule.TIME_RULE, message = Schedule.TIME_REMEDY)
        String to,
    @Required
        @Size(min = 1, max = 64)
        @ValidationRule(
            value = "self.matches('^[A-Za-z][-+A-Za-z0-9_/]*$')",
            message =
                "this is not a time zone: write a name of the IANA database, such as UTC or"
                    + " Europe/Berlin")
        String timeZone) {

  /** Minutes of a day, and the last minute that {@code to} may name. */
  public static final int MINUTES_OF_DAY = 24 * 60;

  static final String TIME_RULE = "self.matches('^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$')";
  static final String TIME_REMEDY = "this is not a time: write HH:MM in quotes, such as \"08:00\"";

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
