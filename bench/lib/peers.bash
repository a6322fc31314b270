# Where the other super-servers and our own C programs come from: the cache that ./verify fills.

source "$BENCH/../build/peers.sh"
PROGRAMS=${KINETD_PEERS%/peers}/bench

# build_programs: compiles those of bench/src that are newer than what the cache holds.
build_programs() {
  local source program options
  command -v gcc >/dev/null || die "gcc is missing: apt-get install gcc libc6-dev"
  mkdir -p "$PROGRAMS"
  for source in "$BENCH"/src/*.c; do
    program=$PROGRAMS/$(basename "$source" .c)
    [[ $program -nt $source ]] && continue
    options=(-std=c17 -O2 -Wall -Wextra)
    case $program in
      */answer) options+=(-static) ;; # no dynamic linker in the handler's start
      */bare) options+=(-static -nostdlib) ;;
    esac
    gcc "${options[@]}" -o "$program.new" "$source"
    mv "$program.new" "$program"
  done
}

# provide_peer PACKAGE PROGRAM: sees to it that the peer is in the cache and can be loaded.
provide_peer() {
  [[ -x $KINETD_PEERS/$1/$2 ]] || get_peers >"$PROGRAMS/peers.log" 2>&1
  [[ -x $KINETD_PEERS/$1/$2 ]] || {
    echo "$1 could not be had; what was said is in $PROGRAMS/peers.log" >&2
    return 1
  }
}
