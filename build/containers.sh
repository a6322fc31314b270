# Builds containerd, runc and the CNI plugins from the Go module e2e/containers, for a node on which
# tests run real pods. Sourced by e2e/cluster, with build/cache.sh and build/go.sh before it. Leaves
# in KINETD_CONTAINERS the folder with the programs, or nothing where it could not be built.

get_containers() {
  local folder
  folder=$(go_folder e2e/containers "$(declare -f build_containers)")
  unset KINETD_CONTAINERS
  go_fill e2e/containers "$folder" build_containers || return 0
  export KINETD_CONTAINERS=$folder
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

# Says, with the reason, that the programs are not there; nothing when they are.
missing_containers() {
  [ -n "${KINETD_CONTAINERS:-}" ] || echo "containerd and runc: ${go_trouble:-not built yet}"
}
