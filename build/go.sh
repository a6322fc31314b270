# Builds the programs of a Go module of this checkout and keeps them in the cache, one folder for
# each state of the module. Sourced, with build/cache.sh before it.

# Leaves the path of Go in $go.
find_go() {
  for go in "$(command -v go)" /usr/local/go/bin/go /usr/lib/go/bin/go /usr/lib/go-*/bin/go \
    "$HOME"/sdk/go*/bin/go; do
    [ -x "$go" ] && return 0
  done
  go=
  return 1
}

# Prints the folder for what module $1 gives, which is another after a change of its files, of the
# words that follow (how it is built) or of the processor.
go_folder() {
  local module=$1 state
  state=$(
    cd "$module" && {
      printf '%s\n' "$@" "$(uname -m)"
      find . -type f | LC_ALL=C sort | xargs -d '\n' sha256sum --
    } | sha256sum
  )
  echo "$cache/go/${module##*/}-${state:0:16}"
}

# Fills folder $2, by go_folder, with what command $3... makes in folder $1 of the module. The
# command gets in $GOBIN where to put it. Nobody sees a folder half filled; of two who want the same
# the second waits. In $go_trouble is why it failed.
go_fill() {
  local module=$1 folder=$2 begun=$cache/go/${1##*/} log
  shift 2
  go_trouble=
  if [ -e "$folder" ]; then
    touch "$folder"
    return 0
  fi
  find_go || {
    go_trouble="no Go here to build it with"
    return 1
  }
  mkdir -p "$cache/go" || {
    go_trouble="cannot write to $cache/go"
    return 1
  }
  log=$begun.log
  {
    flock 9
    [ ! -e "$folder" ] || return 0
    # Who holds the lock is alone: what is here of others they did not end.
    rm -rf "$begun.bin"
    mkdir -p "$begun.bin" "$begun.cache"
    if (
      cd "$module" && GOBIN=$begun.bin GOCACHE=$begun.cache GOTMPDIR=$begun.cache GOWORK=off \
        GOFLAGS=-buildvcs=false GOTOOLCHAIN=local CGO_ENABLED=0 "$@"
    ) >"$log" 2>&1 9>&-; then
      chmod -R a+rX "$begun.bin" && mv -T "$begun.bin" "$folder"
      # Gigabytes that nothing else needs. After a failure they are where the next try goes on.
      rm -rf "$begun.cache"
    else
      go_trouble="the build failed: $(tail -n 1 "$log") ($log)"
      rm -rf "$begun.bin"
    fi
  } 9>"$begun.lock"
  # Of versions that nobody has asked for in two months nobody will.
  find "$cache/go" -mindepth 1 -maxdepth 1 -name "${module##*/}-*" -mtime +60 -exec rm -rf {} +
  [ -e "$folder" ]
}
