# What the host and the node of the test cluster must both know. Sourced by e2e/cluster and by what
# it calls. The files in e2e/node/etc repeat the addresses.

# shellcheck disable=SC2034
{
  node=kinetd
  node_address=10.245.0.2
  host_address=10.245.0.1
  network_prefix=30
  pod_network=10.244.0.0/24
  service_network=10.96.0.0/16
  # The host's end of the only cable that the node has.
  cable=kinetd-node
  # Everything that the node runs in containers is counted and limited below this.
  control_group=kinetd-cluster
}
