# shellcheck shell=bash disable=SC2034
# What the scripts print. Sourced; expects bash with `set -euo pipefail`.
#
# Colours and the one-line progress only where standard output is a terminal and CI is not set.

if [[ -t 1 && -z ${CI:-} && ${TERM:-dumb} != dumb ]]; then
  live=1 bold=$'\e[1m' dim=$'\e[2m' green=$'\e[32m' red=$'\e[31m' plain=$'\e[0m'
else
  live='' bold='' dim='' green='' red='' plain=''
fi

say() { printf '%s\n' "$*"; }
title() { printf '%s%s%s\n' "$bold" "$*" "$plain"; }
note() { printf '  %s%s%s\n' "$dim" "$*" "$plain"; }
fail() {
  printf '%s%s%s\n' "$red" "$*" "$plain" >&2
  exit 3
}

# fail_with LOG MESSAGE: ends with the last lines of the log shown.
fail_with() {
  show_end "$1" >&2
  fail "$2: see $1"
}

show_end() { tail -n 40 "$1" | sed 's/^/  | /'; }

# clock SECONDS -> 1:05
clock() { printf '%d:%02d' $(($1 / 60)) $(($1 % 60)); }

# Shows where a running command is: its last line of output on a terminal, else a line every 15 s.
show_progress() {
  local line last=$SECONDS columns=$((${COLUMNS:-$(tput cols 2>/dev/null || echo 80)} - 4))
  while IFS= read -r line; do
    if [[ $live ]]; then
      printf '\r\e[K  %s%s%s' "$dim" "${line:0:columns}" "$plain"
    elif ((SECONDS - last >= 15)); then
      printf '  %s\n' "${line:0:96}"
      last=$SECONDS
    fi
  done
  [[ -z $live ]] || printf '\r\e[K'
}

# logged LOG COMMAND...: runs it with everything it prints in LOG and its progress shown;
# returns its exit status.
logged() {
  local log=$1
  shift
  mkdir -p "$(dirname "$log")"
  local status=0
  "$@" </dev/null 2>&1 | tee "$log" | show_progress || status=$?
  return "$status"
}
