package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * Who may reach a service, as far as the service itself says so; the rest is for AccessRules and
 * hosts files.
 *
 * @param defaultAction the field {@code default}: for clients that no AccessRule speaks of
 * @param daemonName the service's name in hosts files, or null for the base name of the program's
 *     argv[0], or of the service itself where it starts no program
 * @param hostsFiles whether the machine's hosts.allow and hosts.deny count
 * @param onLookupFailure what a missing answer to a question for a name means
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Access(
    @JsonProperty("default") @Default("Allow") Action defaultAction,
    @Size(min = 1, max = 253)
        @Pattern("^[!-~]+$")
        @ValidationRule(
            value = "!self.matches('[/:@#,]')",
            message = "no hosts file can name this daemon: leave out / : @ # and commas")
        String daemonName,
    @Default("Apply") HostsFiles hostsFiles,
    @Default("Refuse") OnLookupFailure onLookupFailure) {

  static final Access DEFAULT = new Access(null, null, null, null);

  public Access {
    defaultAction = defaultAction == null ? Action.Allow : defaultAction;
    hostsFiles = hostsFiles == null ? HostsFiles.Apply : hostsFiles;
    onLookupFailure = onLookupFailure == null ? OnLookupFailure.Refuse : onLookupFailure;
  }
}
