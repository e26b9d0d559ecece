#!/usr/bin/env bash
# Brings what a bare machine lacks, then runs every check. As root on Debian it installs; elsewhere it says what to do.
set -euo pipefail
cd "$(dirname "$0")/.."

declare -A package_of=([chromium]=chromium [pdftoppm]=poppler-utils)
missing=()
for tool in "${!package_of[@]}"; do command -v "$tool" >/dev/null || missing+=("${package_of[$tool]}"); done
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || missing+=(postgresql)
fc-list 2>/dev/null | grep -qi 'noto.*cjk' || missing+=(fonts-noto-cjk)

if ((${#missing[@]} > 0)); then
  if [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "installing: ${missing[*]}"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" fontconfig >/dev/null
  elif [[ ${SHENBAO_NO_SKIP:-} == 1 ]]; then
    echo "missing: ${missing[*]}. Install these packages; nothing may be skipped here." >&2
    exit 1
  else
    echo "SKIPPED: tests that need ${missing[*]}. On Debian: apt-get install ${missing[*]}"
  fi
fi

npm run -s generate >/dev/null
npm run -s check
