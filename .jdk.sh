# shellcheck shell=bash
# Sourced by `run` and `herd` (bash). Finds the newest JDK that is new enough.
#
#   source "$root/.jdk.sh"
#   jdk_find || exit 2        # sets JDK_HOME and JDK_MAJOR, or says in one line what is missing
#
# Looked at: JAVA_HOME, the java on the PATH, and the folders where systems and tools put JDKs. A version is read from
# the `release` file that every JDK carries, so that no JVM has to be started just to be asked.

JDK_MINIMUM=21

# Prints the major version of the JDK in a folder; nothing when there is none (a runtime without javac does not count).
jdk_major() {
  local line version
  [[ -x $1/bin/java && -x $1/bin/javac && -r $1/release ]] || return 0
  while IFS= read -r line; do
    if [[ $line == JAVA_VERSION=* ]]; then
      version=${line#JAVA_VERSION=}
      version=${version//[$'"\r']/}
      version=${version%%[.+-]*}
      [[ $version =~ ^[0-9]+$ ]] && printf '%s' "$version"
      return 0
    fi
  done <"$1/release"
}

# Prints the home of the java on the PATH, links followed.
jdk_on_path() {
  local java link
  java=$(command -v java) || return 0
  while link=$(readlink "$java"); do
    [[ $link == /* ]] || link=${java%/*}/$link
    java=$link
  done
  printf '%s' "${java%/bin/java}"
}

jdk_find() {
  local home major
  JDK_HOME='' JDK_MAJOR=0
  for home in "${JAVA_HOME:-}" "$(jdk_on_path)" /usr/lib/jvm/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
    /opt/* /usr/local/openjdk-* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [[ -n $home ]] || continue
    major=$(jdk_major "$home")
    # The first of equals stays, so JAVA_HOME is preferred among JDKs of the same version.
    if [[ -n $major ]] && ((major > JDK_MAJOR)); then
      JDK_HOME=$home JDK_MAJOR=$major
    fi
  done
  if ((JDK_MAJOR < JDK_MINIMUM)); then
    local found="none found"
    ((JDK_MAJOR == 0)) || found="the newest found is $JDK_MAJOR in $JDK_HOME"
    echo "${0##*/}: needs a JDK of at least $JDK_MINIMUM ($found): install one or point JAVA_HOME to it" >&2
    return 1
  fi
}
