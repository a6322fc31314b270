package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * How a service is reached through TCPMUX (RFC 1078).
 *
 * @param name what clients ask for in their first line, 1 to 64 visible characters, in any case;
 *     not help
 * @param announce whether the client is answered {@code +Go} before the handler starts
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TcpMux(
    @Required
        @Size(min = 1, max = TcpMux.MAX_NAME_LENGTH)
        @Pattern("^[!-~]+$")
        @ValidationRule(
            value = "!self.matches('^(?i)help$')",
            message = "the name help lists the services (RFC 1078): choose another")
        String name,
    @Default("false") boolean announce) {

  /** The most characters of a name, line end not counted. */
  public static final int MAX_NAME_LENGTH = 64;
}
