#!/usr/bin/env bash
# `npm test`: brings the tools that some tests need where it can, builds, and checks everything.
# SHENBAO_NO_SKIP=1: a missing tool is a failure instead of a notice.
set -euo pipefail
cd "$(dirname "$0")/.."
export PATH="$PWD/node_modules/.bin:$PATH"

if ! command -v node >/dev/null || [ "$(node -p 'process.versions.node.split(".")[0]')" -lt 24 ]; then
  echo "Node 24 or later is needed. On Linux \`npm ci\` brings it; elsewhere install it and run \`npm test\` again." >&2
  exit 1
fi

has_chromium() { command -v chromium || command -v chromium-browser || command -v google-chrome; } >/dev/null
has_fonts-noto-cjk() { command -v fc-list >/dev/null && fc-list :lang=zh family | grep -qi 'noto.*cjk'; }
has_postgresql() {
  [ -n "${TEST_DATABASE_URL:-}" ] || command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null
}
has_dovecot-imapd() {
  [ -x /usr/sbin/dovecot ] || [ -x /usr/local/sbin/dovecot ]
} >/dev/null
has_imagemagick() { command -v convert; } >/dev/null
has_haproxy() { command -v haproxy || [ -x /usr/sbin/haproxy ]; } >/dev/null
has_poppler-utils() { command -v pdftotext && command -v pdftoppm; } >/dev/null

skipped_without() {
  case "$1" in
    chromium) echo "the widget in a real browser" ;;
    fonts-noto-cjk) echo "Chinese text as a browser shows it" ;;
    postgresql) echo "the store on PostgreSQL (the embedded database is still tested)" ;;
    dovecot-imapd) echo "mail to and from officers, on real servers" ;;
    haproxy) echo "several nodes behind the balancer" ;;
    imagemagick) echo "stamped scans and photos of a print" ;;
    poppler-utils) echo "the text and the look of printed forms" ;;
  esac
}

missing_tools() {
  local tool
  for tool in chromium fonts-noto-cjk postgresql poppler-utils dovecot-imapd imagemagick haproxy; do "has_$tool" || echo "$tool"; done
}

is_root_on_debian() { [ "$(id -u)" = 0 ] && [ -f /etc/debian_version ] && command -v apt-get >/dev/null; }

# the tests start servers of their own: an installed package shall not start one of the system
forbid_services() {
  [ -e "$1" ] || { printf '#!/bin/sh\nexit 101\n' >"$1" && chmod +x "$1" && echo "$1"; }
}

install_on_debian() {
  local log forbidden
  log=$(mktemp)
  forbidden=$(forbid_services /usr/sbin/policy-rc.d)
  echo "Installing for the tests: $*"
  export DEBIAN_FRONTEND=noninteractive
  if ! { apt-get update -qq && apt-get install -y -qq --no-install-recommends fontconfig "$@"; } >"$log" 2>&1; then
    echo "apt-get could not install them. Its last lines, without addresses:" >&2
    tail -n 15 "$log" | sed -E 's#[a-z+]+://[^[:space:]]+#(address)#g' >&2
  fi
  rm -f "$log" ${forbidden:+"$forbidden"}
}

mapfile -t missing < <(missing_tools)
if [ "${#missing[@]}" -gt 0 ] && is_root_on_debian; then
  install_on_debian "${missing[@]}"
  mapfile -t missing < <(missing_tools)
fi
for tool in "${missing[@]}"; do
  echo "Not found: $tool. Skipped without it: $(skipped_without "$tool")."
done
if [ "${#missing[@]}" -gt 0 ]; then
  echo "To run those tests too, install: ${missing[*]} (on Debian or Ubuntu: sudo apt-get install ${missing[*]})."
  if [ "${SHENBAO_NO_SKIP:-}" = 1 ]; then
    echo "SHENBAO_NO_SKIP=1 allows no skipped test, so this run ends here." >&2
    exit 1
  fi
fi

build_log=$(mktemp)
if ! npm run -s build >"$build_log" 2>&1; then
  cat "$build_log" >&2
  echo 'The build failed, so nothing was checked. Once mended: npm run build' >&2
  exit 1
fi
rm -f "$build_log"
npm run -s check
