# What bin/vigil does; sourced by it, not run. Reads the variables that bin/vigil sets from its options.

vigil_jar() { # vigil_jar NAME: the jar of one of Vigil's bundles
  local jars=("$home"/system/io/vigil/vigil-"$1"/*/vigil-"$1"-*.jar); echo "${jars[0]}"
}

vigil_version() { local v=("$home"/system/io/vigil/vigil-api/*); basename -- "${v[0]}"; }

find_java() {
  if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then java=$JAVA_HOME/bin/java
  else java=$(command -v java) || { echo "vigil: no java found: install a Java 17 runtime or set JAVA_HOME" >&2; exit 1; }; fi
}

# Short-lived programs: small heap, no compiler threads to speak of, the JDK's own class archive.
quick=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -XX:-UsePerfData)

run_config() { # run_config CLASS ARGUMENT...: one of the programs of the config bundle
  exec "$java" "${quick[@]}" -Xmx1g -cp "$(vigil_jar api):$(vigil_jar config)" "io.vigil.config.cli.$@"
}

checker_jars() { # puts the bundles that bring checker types into $jars
  jars=("$home"/system/io/vigil/vigil-checker-*/*/*.jar)
  if [ -d "$base/deploy" ]; then jars+=("$base/deploy"); fi
}

run_test() {
  local arguments=(-f "$conf") jars
  [ -z "$id" ] || arguments+=(-i "$id")
  $strict && arguments+=(-e)
  checker_jars
  [ -n "$testlog" ] && exec > "$testlog" 2>&1
  run_config ConfigTest "${arguments[@]}" --checkers "${jars[@]}"
}

run_format() { run_config FormatFile "$1"; }

run_language() { local jars; checker_jars; run_config LanguageHelp "${language[@]}" "${jars[@]}"; }

run_plan() { # between two files, or between what runs and a file
  local jars; checker_jars
  if [ -n "$planfrom" ]; then run_config PlanFiles "$planfrom" "$conf" "$id" "${jars[@]}"; fi
  conf=$(readlink -m -- "$conf")
  case $conf in *[!A-Za-z0-9._/+-]*) echo "vigil: this path cannot be handed to the console; use --plan-from: $conf" >&2; exit 1 ;; esac
  run_exec "vigil:config-plan $conf"
}

run_exec() {
  exec "$java" "${quick[@]}" -Xmx64m -cp "$(vigil_jar shell)" io.vigil.shell.exec.ExecClient "$base" "$1"
}

prepare_base() { # the instance directory, made from the installation's defaults at first use
  mkdir -p -- "$base/data/tmp" "$base/data/log" "$base/deploy" || { echo "vigil: cannot make the instance directory $base" >&2; exit 1; }
  if [ ! -d "$base/etc" ]; then
    rm -rf -- "$base/etc.new" && cp -R -- "$home/etc" "$base/etc.new" && mv -- "$base/etc.new" "$base/etc" \
      || { echo "vigil: cannot make $base/etc from $home/etc" >&2; exit 1; }
  fi
  # A cache of another version of the product or of Java must not be taken over.
  local stamp; stamp="$(vigil_version) $home $(stat -c %Y "$(vigil_jar core)") $(readlink -f "$java")"
  if [ "$(cat "$base/data/stamp" 2>/dev/null)" != "$stamp" ]; then
    rm -rf -- "$base/data/cache" && printf '%s' "$stamp" > "$base/data/stamp"
  fi
}

allow_open_files() { # each connection of a check and of the relay is one: 65536 of them, or as many as the hard limit allows
  local most=65536 hard soft; hard=$(ulimit -H -n) soft=$(ulimit -S -n)
  if [ "$hard" != unlimited ] && [ "$hard" -lt "$most" ]; then most=$hard; fi
  if [ "$soft" != unlimited ] && [ "$soft" -lt "$most" ]; then ulimit -S -n "$most" 2> /dev/null || :; fi
}

run_director() {
  conf=$(readlink -m -- "$conf"); pidfile=$(readlink -m -- "$pidfile")
  if [ -s "$pidfile" ] && kill -0 "$(cat "$pidfile")" 2>/dev/null; then
    echo "vigil: already running, process $(cat "$pidfile") ($pidfile)" >&2; exit 1
  fi
  prepare_base
  allow_open_files
  local boot=("$home"/lib/boot/*.jar "$home"/lib/jdk9plus/*.jar) classpath
  classpath=$(IFS=:; echo "${boot[*]}")
  # The heap is touched at start, before an address is held: a collection that copies into memory the kernel has yet to hand out
  # takes ten times as long. Metaspace never asks for a full collection.
  local options=(
    ${VIGIL_JAVA_OPTS:--Xms96m -Xmn32m -Xmx256m -XX:+AlwaysPreTouch -XX:MetaspaceSize=128m -Xss512k -XX:+UseSerialGC -XX:TieredStopAtLevel=1}
    -XX:+ExitOnOutOfMemoryError -XX:+PerfDisableSharedMem -XX:-OmitStackTraceInFastThrow
    --add-opens=java.base/java.lang=ALL-UNNAMED --add-opens=java.base/java.net=ALL-UNNAMED
    --add-opens=java.base/java.util=ALL-UNNAMED --add-opens=java.base/java.security=ALL-UNNAMED
    --add-exports=java.base/sun.net.www.protocol.file=ALL-UNNAMED --add-exports=java.base/sun.net.www.protocol.jar=ALL-UNNAMED
    --add-exports=java.base/sun.net.www.protocol.http=ALL-UNNAMED --add-exports=java.base/sun.net.www.protocol.https=ALL-UNNAMED
    -Dkaraf.home="$home" -Dkaraf.base="$base" -Dkaraf.data="$base/data" -Dkaraf.etc="$base/etc" -Dkaraf.log="$base/data/log"
    -Dkaraf.instances="$base/instances" -Dkaraf.startLocalConsole=false -Dkaraf.startRemoteShell=false
    -Djava.io.tmpdir="$base/data/tmp" -Djna.tmpdir="$base/data/tmp"
    -Djdk.lang.Process.launchMechanism=VFORK
    -Djava.util.logging.config.file="$base/etc/java.util.logging.properties"
    -Dvigil.config="$conf" -Dvigil.pidfile="$pidfile" -Dvigil.data="$base/data" -Dvigil.base="$base"
  )
  [ -z "$id" ] || options+=(-Dvigil.config.id="$id")
  [ -z "$only" ] || options+=(-Dvigil.only="$only")
  [ -z "$plane" ] || options+=(-Dvigil.dataplane="$plane")
  $strict && options+=(-Dvigil.config.strict=true)
  ${keep_vrrp:-false} && options+=(-Dvigil.keep.vrrp=true)
  ${keep_ipvs:-false} && options+=(-Dvigil.keep.ipvs=true)
  $console && options+=(-Dkaraf.log.console=DEBUG)
  [ "$detail" -gt 1 ] && options+=(-Dvigil.log.level=DEBUG)
  if $foreground; then
    cd / && exec "$java" "${options[@]}" -cp "$classpath" org.apache.karaf.main.Main
  fi
  rm -f -- "$pidfile"
  (cd / && exec setsid "$java" "${options[@]}" -cp "$classpath" org.apache.karaf.main.Main \
    < /dev/null >> "$base/data/log/console.log" 2>&1) &
  local child=$!
  while kill -0 "$child" 2>/dev/null; do
    [ -s "$pidfile" ] && exit 0
    sleep 0.1
  done
  wait "$child"; local status=$?
  echo "vigil: it did not start (status $status); the last lines of $base/data/log/console.log:" >&2
  tail -5 "$base/data/log/console.log" >&2
  exit $((status == 0 ? 1 : status))
}
