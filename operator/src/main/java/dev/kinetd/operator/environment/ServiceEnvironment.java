package dev.kinetd.operator.environment;

import dev.kinetd.api.EnvironmentObject;
import java.util.List;

/**
 * What became of the environment that one service asks for.
 *
 * @param digest for {@link dev.kinetd.api.ConfigFormat#ENVIRONMENT_ANNOTATION}; null where the
 *     service asks for none, and where something is missing or has no room
 * @param missing what it names and is not there; the service keeps the version before
 * @param withoutRoom what its shard has no room for; the service keeps the version before
 * @param notes keys that are left out, with the reason, for the user
 */
public record ServiceEnvironment(
    String digest,
    List<EnvironmentObject> missing,
    List<EnvironmentObject> withoutRoom,
    List<String> notes) {

  static final ServiceEnvironment NONE =
      new ServiceEnvironment(null, List.of(), List.of(), List.of());

  public ServiceEnvironment {
    missing = List.copyOf(missing);
    withoutRoom = List.copyOf(withoutRoom);
    notes = List.copyOf(notes);
  }

  /** Whether the service can be sent to the runtime as it is. */
  public boolean complete() {
    return missing.isEmpty() && withoutRoom.isEmpty();
  }
}
