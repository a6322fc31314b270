# What a decision costs by access rules and by hosts files, measured by JMH.

program=bench
source "$ROOT/build/toolchain.sh"

# measure_decisions [OPTION OF JMH]...: builds what is newer than it was, and measures it.
measure_decisions() {
  local log=$BENCH/target/build.log
  find_jdk && find_maven || exit 2
  mkdir -p "$BENCH/target"
  (cd "$ROOT" && "$maven" -B -ntp -pl api,runtime,bench -DskipTests -Dspotless.check.skip=true \
    -Dquarkus.build.skip=true package) >"$log" 2>&1 || die "the build failed, see $log"
  "$JAVA_HOME/bin/java" -cp "$BENCH/target/classes:$BENCH/target/lib/*" org.openjdk.jmh.Main \
    -prof gc "$@"
}
