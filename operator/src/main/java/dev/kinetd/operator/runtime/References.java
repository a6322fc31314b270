package dev.kinetd.operator.runtime;

import dev.kinetd.api.EnvironmentObject;
import dev.kinetd.operator.environment.EnvironmentGathering;
import dev.kinetd.operator.environment.ServiceEnvironment;
import dev.kinetd.operator.status.Reason;
import dev.kinetd.operator.status.Statement;
import java.util.stream.Collectors;

/** What there is to say of the objects that a service takes its environment from. Pure. */
final class References {

  private References() {}

  /** One statement about all of them. */
  static Statement of(ServiceEnvironment environment) {
    if (environment.missing().isEmpty()) {
      String notes = String.join("; ", environment.notes());
      return notes.isEmpty()
          ? Statement.of(Reason.RESOLVED_REFS)
          : Statement.inWords(Reason.RESOLVED_REFS, "left out: " + notes);
    }
    boolean secret = environment.missing().getFirst().kind() == EnvironmentObject.Kind.SECRET;
    return Statement.of(
        secret ? Reason.SECRET_NOT_FOUND : Reason.CONFIG_MAP_NOT_FOUND,
        "there is no "
            + environment.missing().stream()
                .map(EnvironmentGathering::title)
                .collect(Collectors.joining(" and no ")));
  }
}
