#!/usr/bin/env bash
# Everything one does with this repository: ./build.sh help
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_CLI_UI_LANGUAGE=en
configuration=Release

say() { printf '%s\n' "-- $*"; }

usage() {
  cat <<'TEXT'
./build.sh demo [NAME] [--bootstrap HOST:PORT]   run a sample, by default word count on the embedded broker
./build.sh test [FILTER]                         build and run all tests, or those whose name contains FILTER
./build.sh mutants [COUNT] [SEED]                try the topology compiler on mutants of right programs (20000 unless told)
./build.sh bench micro [FILTER]                  generated code against hand-written loops (BenchmarkDotNet)
./build.sh bench generator                       how fast the compiler is, cold and cached
./build.sh bench peer WORKLOAD [RECORDS]         GenStreams against Kafka Streams on a real broker: map count words enrich hop session join
./build.sh pack                                  make the NuGet packages in artifacts/packages
./build.sh format                                check the formatting; 'format fix' mends it
./build.sh clean                                 remove all that was built
TEXT
}

need_dotnet() {
  command -v dotnet >/dev/null || { echo "build.sh: the .NET SDK 10 is missing: https://dotnet.microsoft.com/download" >&2; exit 1; }
}

# What plain 'dotnet build' needs and a machine may lack: the native Kafka client, where its package cannot be restored.
prepare() {
  need_dotnet
  eng/native-client.sh
}

build() {
  prepare
  say "building ($configuration)"
  dotnet build GenStreams.sln -c "$configuration" --nologo -v quiet -clp:NoSummary
}

# The broker tests and peer benchmarks run Apache Kafka from ../shared/kafka where it is there; it needs a Java runtime.
prepare_java() {
  [ -x ../shared/kafka/kafka ] && [ -z "${GENSTREAMS_BOOTSTRAP:-}" ] || return 0
  command -v "${JAVA_HOME:+$JAVA_HOME/bin/}java" >/dev/null && return 0
  if command -v apt-get >/dev/null; then
    say "installing a Java runtime for the test broker (openjdk-17-jre-headless)"
    local sudo=; [ "$(id -u)" = 0 ] || sudo=sudo
    $sudo apt-get install -y -q openjdk-17-jre-headless >/dev/null || say "no Java runtime: tests on a real broker will be skipped"
  fi
}

run_tests() { # a part of a test's name, or nothing
  build
  prepare_java
  local results=artifacts/test-results filter=() status=0
  rm -rf "$results"
  [ -z "${1:-}" ] || filter=(--filter "FullyQualifiedName~$1")
  say "testing"
  dotnet test GenStreams.sln -c "$configuration" --no-build --nologo --results-directory "$results" \
    --logger "trx" --logger "console;verbosity=minimal" --blame-hang-timeout 5m ${filter[@]+"${filter[@]}"} -m:1 || status=$?
  report "$results" || status=1
  return "$status"
}

# Adds the results of all test projects up. Prints why tests were skipped, then the closing line.
report() {
  local counters passed failed skipped
  counters=$(find "$1" -name '*.trx' -exec grep -ho '<Counters [^>]*' {} + || true)
  sum() { grep -o " $1=\"[0-9]*\"" <<<"$counters" | grep -o '[0-9]*' | awk '{ n += $1 } END { print n + 0 }'; }
  passed=$(sum passed) failed=$(sum failed)
  skipped=$(( $(sum total) - $(sum executed) ))
  if ((skipped > 0)); then
    say "skipped, with the reason and how many:"
    find "$1" -name '*.trx' -print0 | xargs -0 awk '/outcome="NotExecuted"/ { skipped = 1 } skipped && /<Message>/ { gsub(/.*<Message>|<\/Message>.*/, ""); print; skipped = 0 }' | sort | uniq -c
  fi
  printf '%s passed, %s failed%s\n' "$passed" "$failed" "$( ((skipped == 0)) || printf ', %s skipped' "$skipped")"
  ((failed == 0 && passed > 0))
}

demo() {
  build
  dotnet run -c "$configuration" --no-build --project samples/Demo -- "$@"
}

mutants() {
  need_dotnet
  GENSTREAMS_MUTANTS="${1:-20000}" GENSTREAMS_SEED="${2:-1}" dotnet test tests/GenStreams.Generators.Tests -c "$configuration" -v quiet --filter FullyQualifiedName~MutantTests
}

bench() {
  local kind=${1:-}
  [ -n "$kind" ] || { usage; exit 2; }
  shift
  case $kind in
    micro) build; dotnet run -c Release --no-build --project benchmarks/Micro -- --filter "*${1:-}*" --artifacts artifacts/bench/micro ;;
    generator) build; dotnet run -c Release --no-build --project benchmarks/Generators -- --filter '*' --artifacts artifacts/bench/generator ;;
    peer) build; prepare_java; dotnet run -c Release --no-build --project benchmarks/EndToEnd -- peer "$@" ;;
    *) usage; exit 2 ;;
  esac
}

pack() {
  prepare
  say "packing into artifacts/packages"
  dotnet pack GenStreams.sln -c "$configuration" --nologo -v quiet -o artifacts/packages
  ls artifacts/packages
}

format() {
  prepare
  if [ "${1:-}" = fix ]; then dotnet format GenStreams.sln; else dotnet format GenStreams.sln --verify-no-changes; fi
}

clean() {
  rm -rf artifacts
  find src tests benchmarks samples -type d \( -name bin -o -name obj \) -prune -exec rm -rf {} +
}

command=${1:-help}
[ $# -eq 0 ] || shift
case $command in
  demo) demo "$@" ;;
  test) run_tests "$@" ;;
  mutants) mutants "$@" ;;
  bench) bench "$@" ;;
  pack) pack ;;
  format) format "$@" ;;
  clean) clean ;;
  help | -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
