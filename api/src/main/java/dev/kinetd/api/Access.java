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
 * @param defaultAction what becomes of clients that no AccessRule speaks of
 * @param daemonName the name of the service in hosts files. Absent means the base name of argv[0],
 *     for a script or a built-in metadata.name
 * @param hostsFiles whether the machine's hosts.allow and hosts.deny count; a pod has none
 * @param onLookupFailure what becomes of a client whose name could decide, and for whom no name
 *     server answers
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
