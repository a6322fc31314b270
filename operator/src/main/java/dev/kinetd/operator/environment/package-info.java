/**
 * Gathers what the environments of a runtime's services are made of: Secrets and ConfigMaps become
 * files in a fixed number of shards, and a digest tells which version of them a service is to run
 * with. Free of a client; the objects come in by {@link
 * dev.kinetd.operator.environment.ObjectLookup}.
 */
package dev.kinetd.operator.environment;
