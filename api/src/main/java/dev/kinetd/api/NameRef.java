package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * Names another object in the same namespace.
 *
 * @param name the name of the object
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record NameRef(@Required @Size(min = 1, max = 253) String name) {}
