# shellcheck shell=bash
# Sourced by `run` and `bench` (bash), in the clone's root, after .jdk.sh. Builds what is not built.
#
#   jdk_find || exit 1              # Maven and the services run on it
#   build_stale local-stack ...     # the modules that the script itself needs; the services are looked after in any case

services=(discovery-service gateway-service auth-service event-service stock-service notification-service)

fail() {
  echo "${0##*/}: $1" >&2
  exit 1
}

# The plain jar of a module; the executable one carries the same date in every build.
jar_of() {
  local jar
  for jar in "$1/target/$1"-*.jar; do
    [[ -e $jar && $jar != *-exec.jar && $jar != *-sources.jar && $jar != *-tests.jar ]] && printf '%s' "$jar" && return
  done
  return 0
}

# Whether a module ($1) was not built since one of the folders ($2…) changed.
is_stale() {
  local module=$1 jar since=()
  shift
  jar=$(jar_of "$module")
  [[ -n $jar ]] || return 0
  [[ $module != *-service || -n $(compgen -G "$module/target/$module-*-exec.jar") ]] || return 0
  [[ $module != local-stack && $module != benchmark || -e $module/target/classpath ]] || return 0
  # Maven leaves a jar alone when nothing that is in it changed, so our own last build of it counts too.
  [[ ! -e .local/built/$module ]] || since=(-newer ".local/built/$module")
  [[ -n $(find pom.xml "${@/%//pom.xml}" "${@/%//src/main}" -newer "$jar" ${since[@]+"${since[@]}"} -print -quit) ]]
}

# What a module is made of, itself included, as folders.
parts_of() {
  case $1 in
    local-stack) echo local-stack ;;
    benchmark) echo contracts service-kit stock-service local-stack load-test benchmark ;;
    *) echo contracts service-kit "$1" ;;
  esac
}

stale_modules() {
  local module stale=()
  for module in "$@"; do
    # shellcheck disable=SC2046
    ! is_stale "$module" $(parts_of "$module") || stale+=("$module")
  done
  local IFS=,
  printf '%s' "${stale[*]-}"
}

# What Maven complains of first, without its headlines.
first_error() {
  sed -n 's/^\[ERROR\] *//p' "$1" | grep -v -e '^$' -e '^COMPILATION ERROR' -e '^\[ERROR\] Some problems' | head -n 1
}

# Builds modules named with commas between them.
build() {
  local log=.local/logs/build.log version module
  command -v mvn >/dev/null || fail "needs Maven (mvn) of at least 3.8 to build, and there is none on the PATH"
  version=$(JAVA_HOME=$JDK_HOME mvn -v 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\.[0-9]*\).*/\1/p')
  [[ ${version%%.*} -gt 3 || (${version%%.*} -eq 3 && ${version#*.} -ge 8) ]] ||
    fail "needs Maven of at least 3.8 to build, the one on the PATH is $version"
  [[ ! -f .local/built ]] || rm .local/built
  mkdir -p .local/logs .local/built
  touch .local/building
  echo "building $1 (log: $log; the first build fetches its libraries)"
  if JAVA_HOME=$JDK_HOME mvn -B -ntp -T 1C -Dmaven.test.skip=true -Dspotless.check.skip=true -pl "$1" -am package 2>&1 |
    tee "$log" |
    awk '/ Building .*\[[0-9]+\/[0-9]+\]/ { print "  " $3 " " $NF; fflush() }'; then
    for module in ${1//,/ }; do
      touch -r .local/building ".local/built/$module"
    done
  else
    fail "the build failed: $(first_error "$log") (log: $log)"
  fi
}

# Builds those of the modules ($@) and services that were not built since they changed.
build_stale() {
  local outdated
  outdated=$(stale_modules "$@" "${services[@]}")
  [[ -z $outdated ]] || build "$outdated"
}
