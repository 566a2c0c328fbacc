# The tests of the bundles that change the kernel: the build skips them (they want UML=1), here each bundle's run in a plain JVM.
source "$(dirname "$0")/../hosts.sh"
cd "$lab/../.." || exit 1
for bundle in linux ipvs; do
  classes=$(printf ':bundles/%s/target/classes' api linux $bundle)
  java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp "itests/target/kernel/*:bundles/$bundle/target/test-classes$classes" \
    org.junit.platform.console.ConsoleLauncher execute --disable-banner --disable-ansi-colors --details=tree \
    --scan-classpath "bundles/$bundle/target/test-classes" --include-classname '.*Kernel.*Test' > "/tmp/$bundle" 2>&1
  status=$?; cat "/tmp/$bundle"
  tests() { sed -n "s/^\[ *\([0-9]*\) tests $1 .*/\1/p" "/tmp/$bundle"; }
  passed=$((passed + $(tests successful) + 0)) failed=$((failed + $(tests failed) + $(tests aborted) + $(tests skipped) + 0))
  [ $status -eq 0 ] && [ "$(tests successful)" -gt 0 ] || { failed=$((failed + 1)); echo "FAIL  the kernel's tests of $bundle"; }
done
finish
