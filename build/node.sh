# Builds what a node runs besides Kubernetes, so that tests can have real pods: containerd, runc and
# the plugins of the network from the Go module e2e/containers, CoreDNS from e2e/dns. Sourced by
# e2e/cluster, with build/cache.sh and build/go.sh before it. Leaves in KINETD_CONTAINERS and
# KINETD_DNS the folders with the programs.

# Fails where one cannot be built, with the reason in $go_trouble.
get_node() {
  KINETD_CONTAINERS=$(go_folder e2e/containers "$(declare -f build_containers)")
  KINETD_DNS=$(go_folder e2e/dns "$(declare -f build_dns)")
  export KINETD_CONTAINERS KINETD_DNS
  go_fill e2e/containers "$KINETD_CONTAINERS" build_containers &&
    go_fill e2e/dns "$KINETD_DNS" build_dns
}

# Builds into $GOBIN. Only runc needs C: it filters system calls by libseccomp.
build_containers() {
  local tags='no_btrfs no_zfs no_devmapper urfave_cli_no_docs'
  nice "$go" build -trimpath -ldflags '-s -w' -tags "$tags" -o "$GOBIN/" ./pause \
    github.com/containerd/containerd/v2/cmd/{containerd,containerd-shim-runc-v2,ctr} \
    github.com/containernetworking/plugins/plugins/{main/bridge,main/loopback,ipam/host-local} &&
    CGO_ENABLED=1 nice "$go" build -trimpath -ldflags '-s -w' \
      -tags 'seccomp netgo osusergo urfave_cli_no_docs' -o "$GOBIN/" github.com/opencontainers/runc
}

build_dns() { nice "$go" build -trimpath -ldflags '-s -w' -o "$GOBIN/coredns" .; }
