# How each server is configured, started and stopped. All of them listen on 127.0.0.1 only, start
# the same handler, and have every limit of theirs raised out of the way.

START_SECONDS=60 # for a server to listen
STOP_SECONDS=20  # for a server to end after TERM, before KILL
LIFE_SECONDS=600 # for the C limit, should nobody stop it

# The server under way: its process, and when it was started and first answered, in microseconds
# since the epoch.
SERVER_PID=
SERVER_STARTED=
SERVER_LISTENED=

# inetd_conf USER PORT COUNT READER: the file that openbsd-inetd and kinetd both read. openbsd-inetd
# would close a busy service for ten minutes without the number after nowait; kinetd has no rate
# limit unless one is written.
inetd_conf() {
  local flags=nowait port
  [[ $4 == openbsd-inetd ]] && flags=nowait.100000000
  for ((port = $2; port < $2 + $3; port++)); do
    echo "127.0.0.1:$port stream tcp $flags $1 $HANDLER answer"
  done
}

# inetd_service PORT: the service as a document of kinetd's own, with what such a document defaults
# to spelled out.
inetd_service() {
  cat <<END
apiVersion: kinetd.dev/v1alpha1
kind: InetdService
metadata:
  name: answer
spec:
  port: $1
  family: IPv4
  addresses: ["127.0.0.1"]
  handler:
    command: ["$HANDLER"]
  launch:
    user: nobody
    noNewPrivileges: Enabled
END
}

# xinetd_conf USER PORT COUNT
xinetd_conf() {
  local port
  cat <<END
defaults
{
  log_type   = FILE /dev/null
  instances  = UNLIMITED
  per_source = UNLIMITED
  cps        = 1000000 1
}
END
  for ((port = $2; port < $2 + $3; port++)); do
    cat <<END
service answer-$port
{
  type        = UNLISTED
  socket_type = stream
  protocol    = tcp
  bind        = 127.0.0.1
  port        = $port
  wait        = no
  user        = $1
  server      = $HANDLER
  flags       = NOLIBWRAP
}
END
  done
}

exec_kinetd() {
  exec_bound "$ROOT/kinetd" run "$1" --no-hosts-access --admin none --control "$WORK/control.sock"
}

exec_openbsd_inetd() {
  # A rate of its own beside the number in the file; without -l it asks no access files.
  exec_bound "$KINETD_PEERS/openbsd-inetd/usr/sbin/inetd" -i -R 100000000 "$1"
}

exec_xinetd() {
  exec_bound "$KINETD_PEERS/xinetd/usr/sbin/xinetd" -dontfork -stayalive -filelog "$WORK/xinetd.log" \
    -pidfile "$WORK/xinetd.pid" -f "$1"
}

# exec_bound PROGRAM ARGUMENT...: becomes the program, which the kernel kills when this script dies.
exec_bound() {
  exec setpriv --pdeathsig KILL "$@"
}

# configure SERVER PORT COUNT: writes what the server reads to $WORK/conf.
configure() {
  case $1 in
    kinetd-nobody) inetd_service "$2" ;;
    kinetd) inetd_conf root "$2" "$3" kinetd ;;
    openbsd-inetd) inetd_conf root "$2" "$3" openbsd-inetd ;;
    openbsd-inetd-nobody) inetd_conf nobody "$2" "$3" openbsd-inetd ;;
    xinetd) xinetd_conf root "$2" "$3" ;;
    c-limit | tcpserver) ;;
  esac >"$WORK/conf"
}

# become SERVER PORT: never returns.
become() {
  # Room for a thousand listeners; not more, for some servers close every possible descriptor before
  # they start a handler.
  ulimit -S -n 4096 2>/dev/null || ulimit -S -n "$(ulimit -H -n)"
  case $1 in
    c-limit) exec_bound "$PROGRAMS/limit" "$2" "$HANDLER" "$LIFE_SECONDS" ;;
    kinetd | kinetd-nobody) exec_kinetd "$WORK/conf" ;;
    openbsd-inetd | openbsd-inetd-nobody) exec_openbsd_inetd "$WORK/conf" ;;
    xinetd) exec_xinetd "$WORK/conf" ;;
    tcpserver)
      # No names looked up, no ident asked; its default backlog of 20 would drop 32 clients.
      exec_bound "$KINETD_PEERS/ucspi-tcp/usr/bin/tcpserver" -q -H -R -l0 -c 1000 -b 1024 \
        127.0.0.1 "$2" "$HANDLER"
      ;;
  esac
}

# start SERVER PORT [COUNT]: returns once the last of its ports answers; fails when it does not.
start() {
  local port=$2 count=${3:-1} now tries
  (($(listeners "$port" "$count") == 0)) ||
    die "ports from $port are in use: choose others with --port"
  configure "$1" "$port" "$count"
  rm -f "$WORK/xinetd.pid" "$WORK/control.sock"
  # The point depends on the locale.
  now=$EPOCHREALTIME
  SERVER_STARTED=${now//[!0-9]/}
  become "$1" "$port" >"$WORK/server.log" 2>&1 &
  SERVER_PID=$!
  for ((tries = 0; tries < START_SECONDS; tries++)); do
    SERVER_LISTENED=$("$PROGRAMS/load" --await 1 $((port + count - 1)) 2>/dev/null) && return
    # No sense in waiting for a process that has ended.
    kill -0 "$SERVER_PID" 2>/dev/null || break
  done
  say "$1 did not listen on $count ports from $port:"
  tail -n 10 "$WORK/server.log" >&2
  stop
  return 1
}

# stop: ends the server under way, if there is one, and waits until it is gone.
stop() {
  local pid=$SERVER_PID tenths
  [[ -n $pid ]] || return 0
  SERVER_PID=
  kill -TERM "$pid" 2>/dev/null || true
  for ((tenths = 0; tenths < STOP_SECONDS * 10; tenths++)); do
    kill -0 "$pid" 2>/dev/null || break
    sleep 0.1
  done
  kill -KILL "$pid" 2>/dev/null && echo "bench: killed $pid, which did not end by itself" >&2
  wait "$pid" 2>/dev/null || true
}

# listeners PORT COUNT: how many ports from PORT are listened on, told from the kernel's table so
# that no handler is started.
listeners() {
  cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
    awk '$4 == "0A" { sub(/.*:/, "", $2); print "0x" $2 }' |
    while read -r port; do
      ((port >= $1 && port < $1 + $2)) && echo "$port"
    done | sort -u | wc -l
}

# resident_kb PID: VmRSS of the process and all below it.
resident_kb() {
  local child kb children
  kb=$(awk '$1 == "VmRSS:" { print $2 }' "/proc/$1/status" 2>/dev/null)
  kb=${kb:-0}
  children=$(cat "/proc/$1"/task/*/children 2>/dev/null || true)
  for child in $children; do
    kb=$((kb + $(resident_kb "$child")))
  done
  echo "$kb"
}
