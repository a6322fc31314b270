package dev.kinetd.runtime.resolve;

import dev.kinetd.api.Launch;
import dev.kinetd.runtime.linux.Accounts;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Decides whom a handler runs as. */
final class CredentialsResolver {

  private static final String USER = "spec.launch.user";
  private static final String GROUP = "spec.launch.group";
  private static final String DEFAULT_USER = "nobody";

  private final Machine machine;

  /** A thousand services have few users between them, and name services take their time. */
  private final Map<Who, Credentials> known = new HashMap<>();

  private record Who(String user, String group) {}

  CredentialsResolver(Machine machine) {
    this.machine = machine;
  }

  /** The credentials; null to run as the runtime itself, and after a refusal. */
  Credentials resolve(Launch launch, ServiceFindings says) {
    var who = new Who(launch.user(), launch.group());
    if (known.containsKey(who)) {
      return known.get(who);
    }
    Credentials credentials = lookUp(launch, says);
    if (!says.refused()) {
      known.put(who, credentials);
    }
    return credentials;
  }

  private Credentials lookUp(Launch launch, ServiceFindings says) {
    String name = launch.user();
    if (name == null && machine.maySwitchUsers()) {
      name = DEFAULT_USER;
    }
    OptionalInt group =
        launch.group() == null
            ? OptionalInt.empty()
            : AccountResolver.group(GROUP, launch.group(), says);
    Optional<Accounts.User> user =
        name == null
            ? Optional.of(new Accounts.User("", machine.uid(), machine.gid()))
            : AccountResolver.user(USER, name, launch.group() != null, says);
    if (says.refused()) {
      return null;
    }
    return credentials(user.orElseThrow(), group, launch, says);
  }

  private Credentials credentials(
      Accounts.User user, OptionalInt group, Launch launch, ServiceFindings says) {
    boolean ownUser = user.uid() == machine.uid();
    boolean ownGroup = group.isEmpty() || group.getAsInt() == machine.gid();
    if (ownUser && ownGroup) {
      return null;
    }
    if (!machine.maySwitchUsers()) {
      String whom =
          ownUser
              ? "with group " + ServiceFindings.quote(launch.group())
              : "as user " + ServiceFindings.quote(user.name());
      says.refuse(
          ownUser ? GROUP : USER,
          "the program cannot run "
              + whom
              + ": kinetd runs as user number "
              + Integer.toUnsignedString(machine.uid())
              + " and may not switch users",
          "run kinetd as root, or everything as yourself with --no-user-switch");
      return null;
    }
    int gid = group.orElse(user.gid());
    return AccountResolver.groups(USER, user, gid, says)
        .map(groups -> new Credentials(user.name(), user.uid(), gid, groups))
        .orElse(null);
  }
}
