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
./build.sh test [FILTER]                         build and run all tests but the long ones, or those whose name contains FILTER
./build.sh test kafka                            the tests on a real broker, with faults of brokers and processes (half an hour)
./build.sh soak MINUTES [--seed N] [--at-least-once] [--brokers 1|3]
                                                 instances that are killed, stalled and replaced on brokers that fail, and whether
                                                 what they committed is right; logs in artifacts/soak
./build.sh mutants [COUNT] [SEED]                try the topology compiler on mutants of right programs (20000 unless told)
./build.sh fuzz [COUNT] [SEED]                   read mutated snapshots, changelog records and MessagePack values (1000000 of each unless told)
./build.sh bench micro [FILTER]                  generated code against hand-written loops (BenchmarkDotNet)
./build.sh bench generator                       how fast the compiler is, cold and cached
./build.sh bench peer WORKLOAD [RECORDS]         GenStreams against Kafka Streams on a real broker: map count words enrich hop session join
./build.sh bench rebalance                       how long work stands still when a third instance joins two: both, on a real broker
./build.sh bench takeover [--standbys N]         and when one of two is killed
./build.sh bench restart [KEYS]                  how long a killed process takes until it processes again: both, with state kept and without
./build.sh bench large [KEYS]                    counting more keys than fit into memory, in RocksDB: both
./build.sh bench queries [RECORDS]               what readers cost processing, and how long reads take
./build.sh pack                                  make the NuGet packages in artifacts/packages
./build.sh api                                   write down the public API anew: the build compares it with src/*/PublicAPI.*.txt
./build.sh format                                check the formatting; 'format fix' mends it
./build.sh clean                                 remove all that was built
TEXT
}

need_dotnet() {
  command -v dotnet >/dev/null || { echo "build.sh: the .NET SDK 10 is missing: https://dotnet.microsoft.com/download" >&2; exit 1; }
}

build() { # a project, or nothing for all
  need_dotnet
  say "building ${1:-everything} ($configuration)"
  dotnet build "${1:-GenStreams.sln}" -c "$configuration" --nologo -v quiet -clp:NoSummary
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

run_tests() { # a part of a test's name, or nothing; "kafka": the tests on a real broker
  build
  prepare_java
  local results=artifacts/test-results tested=GenStreams.sln filter=() status=0
  rm -rf "$results"
  case ${1:-} in
    # Faults of brokers and processes take half an hour: 'test kafka' has them.
    "") filter=(--filter "FullyQualifiedName!~Kafka.Tests.Faults&FullyQualifiedName!~Kafka.Tests.KafkaStreams") ;;
    kafka) tested=tests/GenStreams.Kafka.Tests ;;
    *) filter=(--filter "FullyQualifiedName~$1") ;;
  esac
  say "testing"
  dotnet test "$tested" -c "$configuration" --no-build --nologo --results-directory "$results" \
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

# Built apart and without analyzers, which take half of the time: what 'test' builds and checks stays as it is.
demo() {
  need_dotnet
  local output=artifacts/demo
  say "building samples/Demo ($configuration)"
  dotnet build samples/Demo -c "$configuration" --nologo -v quiet -clp:NoSummary -p:RunAnalyzers=false --artifacts-path "$output"
  dotnet "$output/bin/GenStreams.Samples.Demo/release/GenStreams.Samples.Demo.dll" "$@"
}

soak() {
  build tests/GenStreams.Soak
  prepare_java
  tests/GenStreams.Soak/bin/"$configuration"/net10.0/GenStreams.Soak "$@"
}

mutants() {
  need_dotnet
  GENSTREAMS_MUTANTS="${1:-20000}" GENSTREAMS_SEED="${2:-1}" dotnet test tests/GenStreams.Generators.Tests -c "$configuration" -v quiet --filter FullyQualifiedName~MutantTests
}

fuzz() {
  local project
  for project in Runtime State Testing; do
    build "tests/GenStreams.$project.Tests"
    GENSTREAMS_FUZZ="${1:-1000000}" GENSTREAMS_SEED="${2:-1}" dotnet test "tests/GenStreams.$project.Tests" -c "$configuration" --no-build --nologo -v quiet --filter FullyQualifiedName~Fuzz
  done
}

bench() {
  local kind=${1:-}
  [ -n "$kind" ] || { usage; exit 2; }
  shift
  case $kind in
    micro) build benchmarks/Micro; dotnet run -c Release --no-build --project benchmarks/Micro -- --filter "*${1:-}*" --artifacts artifacts/bench/micro ;;
    generator) build benchmarks/Generators; dotnet run -c Release --no-build --project benchmarks/Generators -- --filter '*' --artifacts artifacts/bench/generator ;;
    peer | rebalance | takeover | restart | large | queries) build benchmarks/EndToEnd; prepare_java; dotnet run -c Release --no-build --project benchmarks/EndToEnd -- "$kind" "$@" ;;
    *) usage; exit 2 ;;
  esac
}

pack() {
  need_dotnet
  say "packing into artifacts/packages"
  dotnet pack GenStreams.sln -c "$configuration" --nologo -v quiet -o artifacts/packages
  ls artifacts/packages
}

# A public symbol that is not listed is RS0016: without lists, what the compiler complains of is the lists.
api() {
  need_dotnet
  local list output= project
  for list in src/*/PublicAPI.Unshipped.txt; do echo '#nullable enable' >"$list"; done
  say "building what is public"
  for project in src/Testing src/RocksDb; do
    output+=$(dotnet build "$project" --nologo -p:TreatWarningsAsErrors=false --artifacts-path artifacts/api) || { grep ': error ' <<<"$output" >&2; return 1; }
  done
  for list in src/*/PublicAPI.Unshipped.txt; do
    sed -n "s|.*/${list%/*}/.*RS0016: Symbol '\\(.*\\)' is not part of .*|\\1|p" <<<"$output" | LC_ALL=C sort -u >>"$list"
    say "$list: $(wc -l <"$list") lines"
  done
}

format() {
  need_dotnet
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
  soak) soak "$@" ;;
  mutants) mutants "$@" ;;
  fuzz) fuzz "$@" ;;
  bench) bench "$@" ;;
  pack) pack ;;
  api) api ;;
  format) format "$@" ;;
  clean) clean ;;
  help | -h | --help) usage ;;
  *) usage >&2; exit 2 ;;
esac
