/**
 * The three custom resources as the client of Kubernetes knows them. Their specs and status are
 * those of {@code dev.kinetd.api}; an InetdRuntime's spec is here, because what it overrides in its
 * pods is of Kubernetes' own types.
 */
package dev.kinetd.operator.resource;
