package dev.kinetd.operator.resource;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/**
 * An image whose files the handlers of a runtime find in a folder (an image volume).
 *
 * @param name the name of the volume
 * @param image the image, named as for a container
 * @param mountPath the folder in which handlers find the image's files, absolute
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record HandlerImage(
    @Required @Size(min = 1, max = 50) @Pattern("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$") String name,
    @Required @Size(min = 1, max = 1024) String image,
    @Required
        @Size(min = 2, max = 1024)
        @ValidationRule(
            value = "self.startsWith('/') && !self.contains(':')",
            message = "mountPath must be absolute and have no colon")
        @ValidationRule(
            value = "!self.matches('^/+(etc/kinetd|tmp)(/|$)')",
            message = "mountPath lies where the runtime keeps its own files: choose another folder")
        String mountPath) {}
