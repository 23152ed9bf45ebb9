# shellcheck shell=bash disable=SC2154
# The stages of scripts/test: each is timed, logged and counted. Sourced after terminal.sh and
# places.sh, with the source tree as working directory.

stage_rows=()   # "title|seconds|passed|failed|skipped|log of a failure"
total_passed=0 total_failed=0 total_skipped=0

# jobs GIB: how many processes that take so much memory each may run at once.
jobs() {
  local free_gib cores
  free_gib=$(awk '/MemAvailable/ {print int($2 / 1048576)}' /proc/meminfo)
  cores=$(nproc)
  local fitting=$((free_gib / $1))
  echo $((fitting < 1 ? 1 : fitting < cores ? fitting : cores))
}

# record TITLE SECONDS PASSED FAILED SKIPPED [LOG]
record() {
  total_passed=$((total_passed + $3))
  total_failed=$((total_failed + $4))
  total_skipped=$((total_skipped + $5))
  local mark="${green}ok${plain}" log=''
  if (($4 > 0)); then
    log=$6 mark="${red}FAILED${plain}, see $6"
  fi
  stage_rows+=("$1|$2|$3|$4|$5|$log")
  say "  $(clock "$2")  $mark"
}

# attribute NAME JUNIT: the sum of that attribute over the file's test suites.
attribute() {
  tr '\n\t' '  ' <"$2" | { grep -o '<testsuite [^>]*' || true; } |
    { grep -o " $1=\"[0-9]*\"" || true; } | tr -dc '0-9\n' |
    awk '{sum += $1} END {print sum + 0}'
}

# record_junit TITLE SECONDS STATUS JUNIT LOG: counts the file's cases; a failure that it does not
# know of (a crash of the runner, no file at all) counts as one.
record_junit() {
  local title=$1 seconds=$2 status=$3 junit=$4 log=$5 tests=0 failed=0 skipped=0
  if [[ -f $junit ]]; then
    tests=$(attribute tests "$junit")
    failed=$(($(attribute failures "$junit") + $(attribute errors "$junit")))
    skipped=$(($(attribute skipped "$junit") + $(attribute disabled "$junit")))
  fi
  local passed=$((tests - failed - skipped))
  ((status == 0 || failed > 0)) || failed=1
  if ((failed > 0)); then show_end "$log"; fi
  record "$title" "$seconds" "$passed" "$failed" "$skipped" "$log"
  ((failed == 0))
}

# build PRESET TARGET...: configures and builds; counted only where it fails.
build() {
  local preset=$1 started=$SECONDS log=build/$1/build.log
  shift
  title "$preset: build"
  local options=() goal
  [[ -z $libtorch ]] || options+=("-DCMAKE_PREFIX_PATH=$libtorch")
  if ! logged "build/$preset/configure.log" cmake --preset "$preset" "${options[@]}"; then
    show_end "build/$preset/configure.log"
    record "$preset: configure" $((SECONDS - started)) 0 1 0 "build/$preset/configure.log"
    return 1
  fi
  for goal in "$@"; do
    log=build/$preset/build-$goal.log
    if ! logged "$log" cmake --build --preset "$preset" --target "$goal" -j "$(jobs 2)"; then
      show_end "$log"
      record "$preset: build" $((SECONDS - started)) 0 1 0 "$log"
      return 1
    fi
  done
  record "$preset: build" $((SECONDS - started)) 0 0 0
}

# run_ctest PRESET [OPTION...]
run_ctest() {
  local preset=$1 started=$SECONDS status=0
  shift
  local log=build/$preset/test.log junit=$PWD/build/$preset/junit.xml
  title "$preset: tests"
  rm -f "$junit"
  logged "$log" ctest --test-dir "build/$preset" -j "$(jobs 4)" --output-on-failure \
    --no-tests=error --output-junit "$junit" "$@" || status=$?
  record_junit "$preset: tests" $((SECONDS - started)) "$status" "$junit" "$log"
}

# Each fuzzer for a while, from its seeds; what it finds on the way is kept in build/fuzz/corpus.
run_fuzzers() {
  local started=$SECONDS program name log passed=0 failed=0 failure=''
  title "fuzz: $fuzz_seconds s each"
  for program in build/fuzz/*_fuzz; do
    name=$(basename "$program") log=build/fuzz/$(basename "$program").log
    mkdir -p "build/fuzz/corpus/$name"
    if logged "$log" "$program" -max_total_time="$fuzz_seconds" -rss_limit_mb=2048 \
      -artifact_prefix=build/fuzz/ "build/fuzz/corpus/$name" "fuzz/seeds/$name"; then
      passed=$((passed + 1))
    else
      show_end "$log"
      failed=$((failed + 1)) failure=$log
    fi
  done
  record "fuzz: runs" $((SECONDS - started)) "$passed" "$failed" 0 "$failure"
  ((failed == 0))
}

# The tests of the training programs, where this tree has them.
run_pytest() {
  local started=$SECONDS status=0 log=build/python/test.log junit=build/python/junit.xml
  [[ -n $(find tests/training -name 'test_*.py' -print -quit 2>/dev/null) ]] || return 0
  title "python: tests"
  rm -f "$junit"
  logged "$log" "$venv/bin/python" -m pytest -q -p no:cacheprovider --junitxml "$junit" \
    tests/training || status=$?
  record_junit "python: tests" $((SECONDS - started)) "$status" "$junit" "$log"
}

# The table of all stages and the totals; fails where anything failed.
summary() {
  local row name seconds passed failed skipped log
  say ''
  printf "$bold%-22s %6s %8s %8s %8s$plain\n" stage time passed failed skipped
  for row in "${stage_rows[@]}"; do
    IFS='|' read -r name seconds passed failed skipped log <<<"$row"
    if [[ $name == *build && $failed == 0 ]]; then
      passed='' failed='' skipped=''
    fi
    printf '%-22s %6s %8s %8s %8s  %s\n' "$name" "$(clock "$seconds")" "$passed" "$failed" \
      "$skipped" "${log:+see $log}"
  done | sed 's/ *$//'
  printf '%-22s %6s\n\n' all "$(clock "$SECONDS")"
  say "$total_passed passed, $total_failed failed, $total_skipped skipped"
  ((total_failed == 0))
}
