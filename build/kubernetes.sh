# Builds Kubernetes and etcd from the Go module e2e/kubernetes: one program that is kube-apiserver,
# kubectl and so on by the name it is called by. Sourced by ./verify; takes some minutes the first
# time, and nothing after that. Leaves in KINETD_KUBERNETES the folder with the programs, or nothing
# where it could not be built.

# shellcheck source=build/cache.sh
. "${BASH_SOURCE[0]%/*}/cache.sh"
# shellcheck source=build/go.sh
. "${BASH_SOURCE[0]%/*}/go.sh"

kubernetes_programs=(
  etcd kube-apiserver kube-controller-manager kube-proxy kube-scheduler kubectl kubelet
)

get_kubernetes() {
  local version folder
  version=$(awk '$1 == "k8s.io/kubernetes" { print $2 }' e2e/kubernetes/go.mod)
  folder=$(go_folder e2e/kubernetes "$(declare -f build_kubernetes)" "${kubernetes_programs[@]}")
  unset KINETD_KUBERNETES
  go_fill e2e/kubernetes "$folder" build_kubernetes "$version" || return 0
  export KINETD_KUBERNETES=$folder
}

# Builds version $1 into $GOBIN. What the programs say of themselves is set as Kubernetes' own build
# sets it: without it they are v0.0.0, and clients take them for too old.
build_kubernetes() {
  local number=${1#v} about=k8s.io/component-base/version name
  nice "$go" build -trimpath -o "$GOBIN/kubernetes" -ldflags "-s -w \
    -X $about.gitVersion=$1 -X $about.gitTreeState=clean \
    -X $about.gitMajor=${number%%.*} -X $about.gitMinor=$(cut -d. -f2 <<<"$number") \
    -X k8s.io/client-go/pkg/version.gitVersion=$1" . || return
  for name in "${kubernetes_programs[@]}"; do
    ln -s kubernetes "$GOBIN/$name"
  done
}

# Says, with the reason, that the programs are not there; nothing when they are.
missing_kubernetes() {
  [ -n "${KINETD_KUBERNETES:-}" ] || echo "kube-apiserver and etcd: ${go_trouble:-not built yet}"
}
