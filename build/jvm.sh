# How the JVM is started for kinetd, and what it is spared by a cache of classes. Sourced by ./kinetd
# and in the image: plain POSIX sh, no process started on the usual way. The caller sets JAVA_HOME.

main=dev.kinetd.runtime.Kinetd

# Records in build $1 which classes a start needs (JEP 514): in tool.aot for the commands that answer
# and end, in run.aot for the server. Each cache is tried once before anybody depends on it: JDK
# 25.0.3 makes, from a server stopped half way, one that crashes the next JVM. Without a cache all
# works, only slower to start.
record() {
  for use in tool run; do
    cache=$1/$use.aot
    "once_$use" "$1" "-XX:AOTCacheOutput=$cache" >"$1/record-$use.log" 2>&1 </dev/null &&
      "once_$use" "$1" "-XX:AOTCache=$cache" >"$1/try-$use.log" 2>&1 </dev/null || rm -f "$cache"
  done
}

once_tool() {
  set_flags check
  write_recording || return 1
  timeout 60 "$JAVA_HOME/bin/java" $flags "$2" -cp "$1/kinetd.jar" "$main" \
    check "$folder/service.yaml"
  ended=$?
  rm -rf "$folder"
  return "$ended"
}

# A server, stopped once it is up.
once_run() {
  set_flags run
  write_recording || return 1
  timeout 60 "$JAVA_HOME/bin/java" $flags "$2" -cp "$1/kinetd.jar" "$main" \
    run --admin 127.0.0.1:0 --control "$folder/control" --no-hosts-access --no-user-switch \
    "$folder/service.yaml" &
  server=$!
  # The control socket is the last thing that a start opens.
  tries=200
  while [ ! -S "$folder/control" ] && [ "$tries" -gt 0 ] && kill -0 "$server" 2>/dev/null; do
    sleep 0.1
    tries=$((tries - 1))
  done
  up=1
  [ ! -S "$folder/control" ] || up=0
  sleep 0.5
  kill -TERM "$server" 2>/dev/null
  wait "$server" && [ "$up" -eq 0 ]
  ended=$?
  rm -rf "$folder"
  return "$ended"
}

# Leaves in $folder a service that nothing can be in the way of.
write_recording() {
  folder=$(mktemp -d) || return 1
  cat >"$folder/service.yaml" <<EOF
apiVersion: kinetd.dev/v1alpha1
kind: InetdService
metadata: {name: recording}
spec:
  socket: {path: $folder/socket}
  handler: {command: [/bin/cat]}
EOF
}

# Leaves the flags of the JVM for command $1 in $flags.
set_flags() {
  flags='-XX:+UseSerialGC --enable-native-access=ALL-UNNAMED'
  # Standard output belongs to the command, and a cache that is refused is nobody's trouble.
  flags="$flags -Xlog:disable -Xlog:all=warning:stderr -Xlog:aot*=off:stderr -Xlog:cds*=off:stderr"
  # The optimizing compiler costs 25 MB and wins nothing: the work is done by the kernel.
  flags="$flags -XX:TieredStopAtLevel=1"
  if [ "$1" = run ]; then
    # The runtime raises its own limit of descriptors, and knows what handlers are to have.
    flags="$flags -Xms12m -Xmx64m -XX:-MaxFDLimit --add-opens=java.base/java.lang=ALL-UNNAMED"
    # Netty asks for what the JDK means to take away; the warning would stand in every log.
    flags="$flags --sun-misc-unsafe-memory-access=allow"
  fi
}
