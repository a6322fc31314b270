package dev.kinetd.runtime.resolve;

import dev.kinetd.runtime.linux.Accounts;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Looks up users and groups by name or number; a name wins, also one that is made of digits. */
final class AccountResolver {

  /** What a user without an entry has for a group: the highest id, which means none. */
  static final int NO_GROUP = -1;

  private static final long MAX_ID = 0xffff_fffeL;
  private static final String CHECK = "check nsswitch.conf and its sources";

  private AccountResolver() {}

  /** The user, or nothing after a refusal. A number without an entry needs a group beside it. */
  static Optional<Accounts.User> user(
      String field, String text, boolean groupGiven, ServiceFindings says) {
    OptionalInt uid = number(text);
    Optional<Accounts.User> user;
    try {
      user = Accounts.user(text);
      if (user.isEmpty() && uid.isPresent()) {
        user = Accounts.user(uid.getAsInt());
      }
    } catch (IOException e) {
      says.refuse(
          field, "user " + ServiceFindings.quote(text) + " is unknown: " + e.getMessage(), CHECK);
      return Optional.empty();
    }
    if (user.isPresent()) {
      return user;
    }
    if (uid.isEmpty()) {
      says.refuse(
          field,
          "there is no user " + ServiceFindings.quote(text),
          "create the user, or name another");
    } else if (groupGiven) {
      return Optional.of(new Accounts.User(text, uid.getAsInt(), NO_GROUP));
    } else {
      says.refuse(
          field,
          "there is no user with the number " + text + ", so its group is unknown",
          "name a group as well, or create the user");
    }
    return Optional.empty();
  }

  /** The id of the group, or nothing after a refusal. */
  static OptionalInt group(String field, String text, ServiceFindings says) {
    try {
      Optional<Integer> gid = Accounts.group(text);
      if (gid.isPresent()) {
        return OptionalInt.of(gid.get());
      }
    } catch (IOException e) {
      says.refuse(
          field, "group " + ServiceFindings.quote(text) + " is unknown: " + e.getMessage(), CHECK);
      return OptionalInt.empty();
    }
    OptionalInt number = number(text);
    if (number.isEmpty()) {
      says.refuse(
          field,
          "there is no group " + ServiceFindings.quote(text),
          "create the group, or name another");
    }
    return number;
  }

  /** Every group of a user, or nothing after a refusal. */
  static Optional<List<Integer>> groups(
      String field, Accounts.User user, int gid, ServiceFindings says) {
    if (user.gid() == NO_GROUP) {
      return Optional.of(List.of(gid));
    }
    try {
      return Optional.of(Accounts.groups(user.name(), gid));
    } catch (IOException e) {
      String name = ServiceFindings.quote(user.name());
      says.refuse(field, "the groups of " + name + " are unknown: " + e.getMessage(), CHECK);
      return Optional.empty();
    }
  }

  private static OptionalInt number(String text) {
    if (text.length() > 10 || !text.matches("[0-9]+")) {
      return OptionalInt.empty();
    }
    long id = Long.parseLong(text);
    return id > MAX_ID ? OptionalInt.empty() : OptionalInt.of((int) id);
  }
}
