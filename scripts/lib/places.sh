# shellcheck shell=bash disable=SC2034
# Where things outside the source tree are. Sourced by the scripts.
cache=${XDG_CACHE_HOME:-$HOME/.cache}/steadyhand
venv=$cache/venv
logs=$cache/logs

# A libtorch of the user's own: STEADYHAND_LIBTORCH, or what CMAKE_PREFIX_PATH names.
libtorch=''
IFS=: read -r -a prefixes <<<"${STEADYHAND_LIBTORCH:-}:${CMAKE_PREFIX_PATH:-}"
for prefix in "${prefixes[@]}"; do
  if [[ -f $prefix/include/ATen/ATen.h ]]; then
    libtorch=$prefix
    break
  fi
done
unset prefix prefixes

# The compiler's cache serves every clone of this tree alike: paths below it count as relative.
export CCACHE_BASEDIR=$root CCACHE_NOHASHDIR=1
