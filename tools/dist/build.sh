#!/usr/bin/env bash
# Builds the program twice, for any x86-64 machine and for x86-64-v3, so that it needs no Swift where it runs.
# Leaves .build-dist/programs, laid out as it is shipped:
#     bin/sim-run                       the launcher, which takes one of the two
#     lib/sim-run/x86-64/sim-run
#     lib/sim-run/x86-64-v3/sim-run
#     lib/sim-run/lib….so.…             libraries that not every machine has
# OpenBLAS and Swift's libraries are linked in. Holds all of it to the glibc of tools/dist/glibc.
set -euo pipefail
cd "$(dirname "$0")/../.."
work=$PWD/.build-dist
programs=$work/programs

.ci/setup binutils patchelf

# The archive alone, so that the linker finds no shared library beside it.
mkdir -p "$work/archives"
ln -sfn "$(readlink -f /usr/lib/x86_64-linux-gnu/libopenblas.a)" "$work/archives/libopenblas.a"
# What would ask for a later glibc or libstdc++ than need be.
clang -O2 -fPIC -fno-builtin -c tools/dist/older.c -o "$work/older.o"
(cd "$work" && ar x "$(clang++ -print-file-name=libstdc++.a)" condition_variable.o)

# `-Xswiftc -L` and not `-Xlinker -L`: the linker takes the first place that has a library, and those of the machine
# come before the latter.
build() {
  local name=$1
  shift
  swift build -c release --product sim-run --scratch-path "$work/$name" --static-swift-stdlib "$@" \
    -Xswiftc -file-prefix-map -Xswiftc "$PWD=." -Xcc "-ffile-prefix-map=$PWD=." \
    -Xswiftc -L -Xswiftc "$work/archives" -Xlinker "$work/older.o" -Xlinker "$work/condition_variable.o" \
    -Xlinker '-rpath=$ORIGIN/..'
}

SIM_RUN_COMMIT=$(.ci/commit)
SIM_RUN_SOURCES=$(.ci/commit sources)
export SIM_RUN_COMMIT SIM_RUN_SOURCES
build x86-64
build x86-64-v3 -Xcc -march=x86-64-v3

rm -rf "$programs"
mkdir -p "$programs/bin" "$programs/lib/sim-run"
lib=$programs/lib/sim-run
for name in x86-64 x86-64-v3; do
  mkdir "$lib/$name"
  strip -o "$lib/$name/sim-run" "$work/$name/release/sim-run"
  tools/dist/same_bytes.py "$lib/$name/sim-run"
done
clang -O2 -Wall -Wextra -Werror -s tools/dist/launcher.c -o "$programs/bin/sim-run"
for library in libxlsxwriter.so.4 libminizip.so.1 libcrypto.so.3; do
  install -m 644 "$(clang -print-file-name=$library)" "$lib/$library"
  # A library looks for those that it needs in its own places alone.
  patchelf --set-rpath '$ORIGIN' "$lib/$library"
done

tools/dist/needs.sh "$programs"
