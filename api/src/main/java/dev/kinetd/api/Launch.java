package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Size;
import java.util.List;

/**
 * How a handler runs.
 *
 * @param user name or number of the user. Absent means nobody where the runtime may switch users,
 *     else the runtime's own
 * @param group name or number of the group. Absent means the user's own
 * @param environmentFrom Secrets and ConfigMaps whose keys become environment variables; of two
 *     keys with one name the later counts. Only in Kubernetes
 * @param noNewPrivileges whether the handler is kept from gaining rights by exec, as through setuid
 *     programs. An inetd.conf means Disabled
 * @param stderr where descriptor 2 leads. An inetd.conf means Client
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Launch(
    @Size(min = 1, max = 256)
        @Pattern("^[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*$")
        String user,
    @Size(min = 1, max = 256)
        @Pattern("^[^\\x00-\\x1f\\x7f]*[^\\x00-\\x20\\x7f][^\\x00-\\x1f\\x7f]*$")
        String group,
    @Size(max = 32) List<EnvironmentSource> environmentFrom,
    @Default("Enabled") Toggle noNewPrivileges,
    @Default("Log") Stderr stderr) {

  static final Launch DEFAULT = new Launch(null, null, null, null, null);

  public Launch {
    environmentFrom = environmentFrom == null ? List.of() : List.copyOf(environmentFrom);
    noNewPrivileges = noNewPrivileges == null ? Toggle.Enabled : noNewPrivileges;
    stderr = stderr == null ? Stderr.Log : stderr;
  }
}
