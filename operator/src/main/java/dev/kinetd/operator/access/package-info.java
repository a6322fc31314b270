/**
 * Resolves access rules: pods and namespaces as clients become the addresses that they have at the
 * moment. Free of a client; what is seen of the cluster comes in by {@link
 * dev.kinetd.operator.access.Surroundings}.
 */
package dev.kinetd.operator.access;
