package dev.kinetd.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;

/**
 * One aspect of a resource's state, of the form that all of Kubernetes has.
 *
 * @param type which aspect, as Accepted
 * @param status whether it holds
 * @param observedGeneration the metadata.generation that the condition speaks of
 * @param lastTransitionTime when the status changed last
 * @param reason one word for programs
 * @param message words for people: what is the matter, and what to do
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Condition(
    @Required @Size(min = 1, max = 316) @Pattern("^[A-Za-z][A-Za-z0-9]*$") String type,
    @Required ConditionStatus status,
    @Min(0) Long observedGeneration,
    @Required @Size(max = 40) String lastTransitionTime,
    @Required @Size(min = 1, max = 1024) @Pattern("^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$")
        String reason,
    @Required @Size(max = 32768) String message) {}
