# Gets the programs that the tests use: the servers kinetd stands in for, and handlers and clients
# of the real world. Sourced by ./verify. The machine is left as it was: programs are unpacked into
# a cache and run from there, so no package script runs, no service is set up, nothing conflicts.
# Only shared libraries and everyday tools are installed.

# shellcheck source=build/cache.sh
. "${BASH_SOURCE[0]%/*}/cache.sh"
KINETD_PEERS=$cache/peers
export KINETD_PEERS

peer_packages=(
  binutils-aarch64-linux-gnu binutils-x86-64-linux-gnu busybox exim4-daemon-light finger fingerd
  inetutils-ftpd inetutils-inetd inetutils-telnet netcat-openbsd netcat-traditional nullidentd
  openbsd-inetd openssh-client openssh-server popa3d rsync tcpd tftpd-hpa ucspi-tcp xinetd
)
# Program and package of what is installed when it is missing; harmless, none of them serves.
declare -A tool_packages=([curl]=curl [git]=git [ip]=iproute2 [unshare]=util-linux [script]=bsdutils)

# Names, one a line and each with the reason, the peers that the tests must do without.
missing_peers() {
  local package
  for package in "${peer_packages[@]}"; do
    [ -e "$KINETD_PEERS/$package/.complete" ] || echo "$package: ${peer_trouble:-not in the cache}"
  done
  for package in "${!tool_packages[@]}"; do
    command -v "$package" >/dev/null || echo "$package: not installed"
  done
}

get_peers() {
  [ -n "$(missing_peers)" ] || return 0
  if ! command -v apt-get >/dev/null || ! command -v dpkg >/dev/null; then
    peer_trouble="no apt-get here to fetch it with"
    return 0
  fi
  mkdir -p "$KINETD_PEERS" || return 0
  local work
  work=$(mktemp -d "$KINETD_PEERS/.work.XXXXXX") || return 0
  peer_trouble="apt-get could not fetch it"
  fetch_packages "$work"
  unpack_packages "$work"
  rm -rf "$work"
}

apt() {
  apt-get -q -o APT::Sandbox::User=root -o DPkg::Lock::Timeout=120 "$@"
}

# Downloads into folder $1 what is missing; with fresh package lists only if the old do not do.
fetch_packages() {
  local package wanted=()
  for package in "${peer_packages[@]}"; do
    [ -e "$KINETD_PEERS/$package/.complete" ] || wanted+=("$package")
  done
  [ ${#wanted[@]} -gt 0 ] || return 0
  (cd "$1" && apt download "${wanted[@]}") && return 0
  [ "$(id -u)" -ne 0 ] || apt update
  # One by one: a release may lack one of them.
  for package in "${wanted[@]}"; do
    (cd "$1" && apt download "$package")
  done
}

# Unpacks the packages in folder $1 and installs the libraries they name.
unpack_packages() {
  local deb package libraries=()
  for deb in "$1"/*.deb; do
    [ -e "$deb" ] || continue
    package=$(dpkg-deb -f "$deb" Package)
    mkdir "$1/$package" && dpkg -x "$deb" "$1/$package" || continue
    mapfile -t -O ${#libraries[@]} libraries < <(dpkg-deb -f "$deb" Depends Pre-Depends |
      sed 's/^[A-Za-z-]*: //' | tr ',' '\n' | sed 's/^ *//; s/[ |(].*//' | grep '^lib')
  done
  install_packages "${libraries[@]}"
  for package in "${peer_packages[@]}"; do
    [ -d "$1/$package" ] || continue
    if lacks_library "$1/$package"; then
      peer_trouble="a shared library is missing that only root can install"
      continue
    fi
    touch "$1/$package/.complete"
    chmod -R a+rX "$1/$package"
    rm -rf "${KINETD_PEERS:?}/$package" && mv -T "$1/$package" "$KINETD_PEERS/$package"
  done
  chmod a+rx "$KINETD_PEERS"
}

# Libraries that the package brings count: who starts its programs says where those are.
lacks_library() {
  local own
  own=$(find "$1" -name '*.so*' -printf ':%h')
  find "$1" -type f -perm /111 -path '*bin/*' -exec env LD_LIBRARY_PATH="${own#:}" ldd {} + \
    2>/dev/null | grep -q 'not found'
}

# Installs the packages named and the tools that are missing. Should one of them want to start a
# service after all, policy-rc.d refuses it for as long as this lasts.
install_packages() {
  local name tool wanted=() policy=/usr/sbin/policy-rc.d guard=
  for name in "$@"; do
    [ "$(dpkg-query -W -f '${db:Status-Status}' "$name" 2>/dev/null)" = installed ] ||
      wanted+=("$name")
  done
  for tool in "${!tool_packages[@]}"; do
    command -v "$tool" >/dev/null || wanted+=("${tool_packages[$tool]}")
  done
  [ ${#wanted[@]} -gt 0 ] && [ "$(id -u)" -eq 0 ] || return 0
  if [ ! -e "$policy" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$policy" && chmod 755 "$policy" && guard=$policy
  fi
  DEBIAN_FRONTEND=noninteractive apt install -y --no-install-recommends "${wanted[@]}"
  [ -z "$guard" ] || rm -f "$guard"
}
