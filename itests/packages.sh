# Sourced by demo.sh and verify.sh: installs Debian packages that are missing.
need() { # need COMMAND=PACKAGE...
  local pair missing=()
  for pair in "$@"; do PATH=$PATH:/usr/sbin:/sbin command -v "${pair%%=*}" > /dev/null || missing+=("${pair#*=}"); done
  [ ${#missing[@]} -eq 0 ] && return
  echo "installing ${missing[*]}"
  local sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
  # No service may start by itself just because its package is installed.
  local policy=/usr/sbin/policy-rc.d made=false
  if [ ! -e $policy ]; then printf '#!/bin/sh\nexit 101\n' | $sudo tee $policy > /dev/null; $sudo chmod +x $policy; made=true; fi
  $sudo apt-get update -qq && $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" > /dev/null
  local status=$?
  $made && $sudo rm -f $policy
  return $status
}
