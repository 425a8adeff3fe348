#!/usr/bin/env bash
# Makes Confluent.Kafka restorable where the package it needs, librdkafka.redist, is missing from the package registry:
# builds the same librdkafka from source and puts it into the local feed eng/feed as <version>.1. NuGet takes the lowest
# version that fits, so wherever the real package exists, it still wins. Does nothing where it is not needed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

version=2.15.1                                         # the librdkafka.redist that Confluent.Kafka asks for
source_package=@confluentinc/kafka-javascript@1.10.1   # carries the unmodified source of librdkafka $version
source_sha512=29578f5019f6d44a8254ff667f1cc4b8cdd26091c7105ed7fa2882d9ee374108034b211a92c2279821a8a13df0e6af9c34076448\
2acaef58f42027eaa12a992f

nupkg=librdkafka.redist.$version.1.nupkg
feed=eng/feed
cache=${XDG_CACHE_HOME:-$HOME/.cache}/genstreams
packages=${NUGET_PACKAGES:-$HOME/.nuget/packages}

say() { echo "native-client: $*"; }
fail() { say "$*" >&2; exit 1; }

# Copies under another name first: a build running beside this one never sees half a file.
place() { mkdir -p "$2" && cp "$1" "$2/.$nupkg.$$" && mv "$2/.$nupkg.$$" "$2/$nupkg"; }

# --- Nothing to do? Cheapest question first.
if [[ -f $packages/librdkafka.redist/$version/librdkafka.redist.nuspec ]]; then
  say "librdkafka.redist $version is installed; nothing to do."; exit 0
fi
if [[ -f $feed/$nupkg ]]; then
  say "$feed/$nupkg is in place; nothing to do."; exit 0
fi
if [[ -f $cache/$nupkg ]]; then
  place "$cache/$nupkg" "$feed"; say "copied $nupkg from $cache to $feed."; exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# --- Can the real package be restored? Asked outside the repository, so that only the machine's own sources count.
mkdir "$work/probe"
cat > "$work/probe/probe.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="librdkafka.redist" Version="[$version]" /></ItemGroup>
</Project>
XML
if dotnet restore "$work/probe/probe.csproj" > "$work/probe.log" 2>&1; then
  say "librdkafka.redist $version can be restored; nothing to do."; exit 0
fi
# NU1101 and NU1102: the sources answered and do not have it. Anything else (no network, ...) is not ours to mend.
if ! grep -qE 'NU110[12]: .*librdkafka\.redist' "$work/probe.log"; then
  cat "$work/probe.log" >&2; fail "cannot tell whether librdkafka.redist $version can be restored."
fi
[[ $(uname -sm) == "Linux x86_64" ]] ||
  fail "no package source has librdkafka.redist $version, and it is built from source on Linux x86_64 only."
say "no package source has librdkafka.redist $version: building it from source (about a minute, once per machine)."

# --- Tools and headers, from Debian, only what is missing.
missing=()
for tool in npm gcc g++ make; do command -v "$tool" > /dev/null || missing+=("$tool"); done
if command -v dpkg-query > /dev/null; then
  for lib in libssl-dev zlib1g-dev libzstd-dev liblz4-dev; do
    [[ $(dpkg-query -W -f '${Status}' "$lib" 2> /dev/null) == *" installed" ]] || missing+=("$lib")
  done
fi
if ((${#missing[@]})); then
  command -v apt-get > /dev/null || fail "please install first: ${missing[*]}"
  as_root=()
  if ((EUID != 0)); then
    command -v sudo > /dev/null || fail "please install first, as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q)
  say "installing with ${as_root[*]:+sudo }apt-get: ${missing[*]}"
  { "${apt[@]}" update && "${apt[@]}" install -y --no-install-recommends "${missing[@]}"; } > "$work/apt.log" 2>&1 ||
    { tail -n 30 "$work/apt.log" >&2; fail "apt-get failed; please install: ${missing[*]}"; }
fi

# --- Source: fetched, checked, unpacked. 'npm pack' only downloads; no script of the package runs.
say "fetching $source_package"
(cd "$work" && npm pack --silent "$source_package" > /dev/null) || fail "npm pack $source_package failed."
tarball=$(echo "$work"/*.tgz)
echo "$source_sha512  $tarball" | sha512sum --check --status || fail "$source_package is not the file it should be."
tar -xzf "$tarball" -C "$work" package/deps/librdkafka
src=$work/package/deps/librdkafka

# --- Build. Without Kerberos and without OAuth over HTTP, for fewer dependencies; TLS, SASL/PLAIN, SCRAM and all
# compression codecs are in. Not the C++ wrapper: Confluent.Kafka uses the C library only.
say "compiling librdkafka $version"
(cd "$src" && ./configure --disable-gssapi --disable-curl --disable-debug-symbols && make -j"$(nproc)" -C src librdkafka.so.1) \
  > "$work/make.log" 2>&1 || { tail -n 30 "$work/make.log" >&2; fail "compiling librdkafka failed."; }

# --- Pack, with nothing but the .NET SDK.
mkdir "$work/pack"
cp "$src/src/librdkafka.so.1" "$work/pack/librdkafka.so"
cp "$src/LICENSES.txt" "$work/pack/LICENSE.txt"        # librdkafka's own licence and those of the code inside it
cat > "$work/pack/pack.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <TargetFramework>netstandard2.0</TargetFramework>
    <NuGetAudit>false</NuGetAudit>
    <DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences>
    <PackageId>librdkafka.redist</PackageId>
    <Version>$version.1</Version>
    <Authors>librdkafka authors</Authors>
    <Description>librdkafka $version, built on this machine by GenStreams (eng/native-client.sh). Not for publishing.</Description>
    <PackageLicenseFile>LICENSE.txt</PackageLicenseFile>
    <IncludeBuildOutput>false</IncludeBuildOutput>
    <SuppressDependenciesWhenPacking>true</SuppressDependenciesWhenPacking>
    <NoWarn>NU5128</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <None Include="librdkafka.so" Pack="true" PackagePath="runtimes/linux-x64/native/" />
    <None Include="LICENSE.txt" Pack="true" PackagePath="" />
  </ItemGroup>
</Project>
XML
(cd "$work/pack" && dotnet pack -c Release -o out -p:NoBuild=true -p:RestoreSources="$work/pack" -restore) \
  > "$work/pack.log" 2>&1 || { tail -n 30 "$work/pack.log" >&2; fail "packing failed."; }
place "$work/pack/out/$nupkg" "$cache"
place "$cache/$nupkg" "$feed"
say "built $nupkg, placed in $feed and kept in $cache."
