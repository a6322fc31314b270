# Finds the JDK and the Maven that kinetd is built and run with. Sourced by ./kinetd and ./verify:
# plain POSIX sh, no process started on the usual way, because every start of kinetd pays for it.
# The caller sets $program, the name that stands before messages.

least_java=25

# Leaves the version of the JDK in folder $1, such as 25.0.1, in $java_version.
read_java_version() {
  java_version=
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  while IFS='=' read -r key value; do
    if [ "$key" = JAVA_VERSION ]; then
      java_version=${value#\"}
      java_version=${java_version%\"*}
      break
    fi
  done <"$1/release"
  case $java_version in
    [0-9]*) ;;
    *) return 1 ;;
  esac
  [ "${java_version%%[!0-9]*}" -ge "$least_java" ]
}

# Sets and exports JAVA_HOME to a JDK that is new enough, and leaves its version in $java_version.
find_jdk() {
  if [ -n "${JAVA_HOME:-}" ] && read_java_version "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  java_on_path=$(readlink -f "$(command -v java)" 2>/dev/null) || java_on_path=
  home=${HOME:-/nonexistent}
  for candidate in "${java_on_path%/bin/java}" \
    /usr/lib/jvm/* /usr/lib64/jvm/* /usr/java/* /usr/local/* /opt/* /opt/java/* /opt/jdk/* \
    "$home"/.sdkman/candidates/java/* "$home"/.jdks/* "$home"/.asdf/installs/java/* \
    "$home"/.local/share/mise/installs/java/* "$home"/.jenv/versions/*; do
    if read_java_version "$candidate"; then
      JAVA_HOME=$candidate
      export JAVA_HOME
      return 0
    fi
  done
  echo "$program: no JDK $least_java or later here: install one (Debian 13: apt-get install" \
    "openjdk-25-jdk-headless; elsewhere: https://adoptium.net) or set JAVA_HOME" >&2
  return 1
}

# Leaves the path of Maven in $maven.
find_maven() {
  home=${HOME:-/nonexistent}
  for maven in "$(command -v mvn)" /usr/share/maven/bin/mvn /opt/maven/bin/mvn \
    /opt/*maven*/bin/mvn "$home"/.sdkman/candidates/maven/current/bin/mvn; do
    [ -x "$maven" ] && return 0
  done
  echo "$program: no Maven here: install 3.8.7 or later (Debian: apt-get install maven)" >&2
  return 1
}
