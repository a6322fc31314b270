package dev.kinetd.api;

/**
 * One aspect of a resource's state, of the form that all of Kubernetes has.
 *
 * @param type which aspect, such as Accepted
 * @param status whether it holds
 * @param observedGeneration the metadata.generation that the condition speaks of
 * @param lastTransitionTime when {@code status} changed last, as in RFC 3339
 * @param reason one word for programs
 * @param message words for people: what is the matter, and what to do
 */
public record Condition(
    String type,
    ConditionStatus status,
    Long observedGeneration,
    String lastTransitionTime,
    String reason,
    String message) {}
