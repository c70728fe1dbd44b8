#!/bin/sh
# Installs the Debian or Ubuntu packages named, where they are missing; without root, prints the one line that does it.
# Elsewhere (no apt-get) it does nothing.
command -v apt-get >/dev/null 2>&1 || exit 0
missing=""
for package in "$@"; do
  # Newer releases rename some libraries for 64-bit time (libglib2.0-0t64).
  for name in "$package" "${package}t64"; do
    dpkg-query -W -f '${Status}' "$name" 2>/dev/null | grep -q 'install ok installed' && continue 2
  done
  missing="$missing $package"
done
[ -n "$missing" ] || exit 0
if [ "$(id -u)" = 0 ]; then
  root=""
elif sudo -n true 2>/dev/null; then
  root="sudo"
else
  echo "The window needs system libraries. Once, as root:  apt-get install -y$missing" >&2
  exit 0
fi
# shellcheck disable=SC2086
$root apt-get update -qq && $root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null ||
  echo "Could not install:$missing" >&2
