#!/usr/bin/env bash
# Holds every program and library of a folder to what the machines that it is for have: no symbol of a glibc later
# than tools/dist/glibc or of a libstdc++ later than GCC 11's, and no library but theirs and those beside it.
#   tools/dist/needs.sh FOLDER
set -euo pipefail
folder=$1
most=$(cat "$(dirname "$0")/glibc")

# Above the second one where it sorts last of both.
above() { [[ $1 != "$2" && $(printf '%s\n%s\n' "$1" "$2" | sort -V | tail -1) == "$1" ]]; }

failed=0
newest=0
mapfile -t files < <(find "$folder" -type f | LC_ALL=C sort)
beside=" $(printf '%s\n' "${files[@]##*/}" | tr '\n' ' ')"
count=0
for file in "${files[@]}"; do
  [[ $(head -c 4 "$file" | tr -d '\0') == $'\x7fELF' ]] || continue
  count=$((count + 1))
  while read -r version; do
    if above "${version#GLIBC_}" "$newest"; then newest=${version#GLIBC_}; fi
    if above "${version#GLIBC_}" "$most"; then
      echo "needs: $file needs glibc ${version#GLIBC_}, later than $most: $(
        objdump -T "$file" | grep -F "($version)" | awk '{print $NF}' | sed -n 1,3p | tr '\n' ' ')" >&2
      failed=1
    fi
  done < <(objdump -T "$file" | grep -oE 'GLIBC_[0-9.]+' | sort -u)
  while read -r version; do
    if above "$version" GLIBCXX_3.4.29; then
      echo "needs: $file needs $version, later than GCC 11 has" >&2
      failed=1
    fi
  done < <(objdump -T "$file" | grep -oE 'GLIBCXX_[0-9.]+' | sort -u)
  while read -r library; do
    case $library in
      libc.so.6 | libm.so.6 | libgcc_s.so.1 | libstdc++.so.6 | libz.so.1 | ld-linux-x86-64.so.2) ;;
      *)
        if [[ $beside != *" $library "* ]]; then
          echo "needs: $file needs $library, which is not shipped" >&2
          failed=1
        fi
        ;;
    esac
  done < <(objdump -p "$file" | awk '$1 == "NEEDED" {print $2}')
done
((count > 0)) || { echo "needs: no program in $folder" >&2; exit 1; }
((failed == 0)) && echo "needs: glibc $newest in $count programs and libraries; $most is allowed"
exit $failed
