# Where the other super-servers and our own C programs come from. Nothing is installed: packages are
# unpacked into the cache that ./verify uses too, because openbsd-inetd and xinetd conflict as
# packages and would start daemons.

CACHE=${KINETD_CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kinetd}
PROGRAMS=$CACHE/bench
LIBRARIES=

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

# fetch_peer PACKAGE: leaves it unpacked in $CACHE/peers/PACKAGE, or fails.
fetch_peer() {
  local package=$1 to=$CACHE/peers/$1 download
  [[ -d $to/usr ]] && return
  mkdir -p "$CACHE/peers"
  download=$(mktemp -d "$CACHE/peers/.$package.XXXXXX")
  if (cd "$download" && { apt-get -qq download "$package" || {
    apt-get -qq update && apt-get -qq download "$package"; }; }) >"$download/log" 2>&1 &&
    dpkg -x "$download/$package"_*.deb "$download/root"; then
    rm -rf "$to" && mv "$download/root" "$to"
  else
    tail -n 3 "$download/log" >&2
  fi
  rm -rf "$download"
  [[ -d $to/usr ]]
}

# provide_peer PACKAGE PROGRAM: fetches the peer and sees to it that it can be loaded.
provide_peer() {
  local program=$CACHE/peers/$1/$2 missing
  fetch_peer "$1" || return
  if LD_LIBRARY_PATH=$LIBRARIES ldd "$program" | grep -q 'libwrap.*not found'; then
    fetch_peer libwrap0 || return
    LIBRARIES=$(dirname "$(find "$CACHE/peers/libwrap0" -name 'libwrap.so.0' | head -n 1)")
  fi
  missing=$(LD_LIBRARY_PATH=$LIBRARIES ldd "$program" | awk '/not found/ { print $1 }')
  [[ -z $missing ]] || {
    echo "$1 needs ${missing//$'\n'/, }" >&2
    return 1
  }
}
