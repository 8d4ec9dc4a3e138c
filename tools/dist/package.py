#!/usr/bin/env python3
"""Packs what `tools/dist/build.sh` has built: a tarball, a Debian package, a wheel, an Apptainer definition,
the list of parts and the sums of all. The same programs and the same SOURCE_DATE_EPOCH give the same bytes.

    package.py PROGRAMS OUT
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import lzma
import os
import re
import shutil
import subprocess
import sys
import tarfile
from email.utils import formatdate
from pathlib import Path

import manual
from parts import ROOT, WORK, Part, folder_name, output, parts
from sbom import sbom

HERE = Path(__file__).resolve().parent
GLIBC = (HERE / "glibc").read_text().strip()
MAINTAINER = "The sim-run developers <sim-run@example.org>"
ABSTRACT = "agent-based simulation of migration and trafficking risk"
# Where Debian keeps the texts of licences that many packages have.
COMMON = {"Apache License": "/usr/share/common-licenses/Apache-2.0"}


class Packer:
    def __init__(self, programs: Path, out: Path) -> None:
        self.programs = programs
        self.out = out
        self.stage = WORK / "stage"
        shutil.rmtree(self.stage, ignore_errors=True)
        self.stage.mkdir(parents=True)
        self.launcher = programs / "bin" / "sim-run"
        said = re.fullmatch(r"(\S+) \(commit ([^,]+), .*\)", output(str(self.launcher), "--version"))
        if said is None:
            raise SystemExit(f"dist: {self.launcher} does not say its version")
        self.version, self.commit = said[1], said[2]
        given = os.environ.get("SOURCE_DATE_EPOCH")
        self.epoch = int(given or output("git", "log", "-1", "--format=%ct"))
        self.parts: list[Part] = parts()
        self.sbom = sbom(self.version, self.commit, self.epoch, programs, self.parts)
        dump = json.loads(output(str(self.launcher), "--experimental-dump-help"))
        self.manual = manual.pages(dump, self.version, self.epoch)
        self.completions = {shell: self._completion(shell) for shell in ("bash", "zsh", "fish")}
        self.name = f"sim-run-{self.version}-linux-x86_64"

    def _completion(self, shell: str) -> str:
        text = output(str(self.launcher), "--generate-completion-script", shell)
        # It is read by a shell, never run.
        return text.removeprefix("#!/bin/bash\n") + "\n"

    # Pieces that several packages have.

    def copy_shipped(self, to: Path, *folders: str) -> None:
        """Files of the checkout that git knows, or all of them where there is no git."""
        known = subprocess.run(
            ["git", "ls-files", "-z", *folders], cwd=ROOT, capture_output=True, text=True, check=False
        )
        names = [name for name in known.stdout.split("\0") if name]
        if known.returncode != 0:
            names = [
                str(path.relative_to(ROOT))
                for folder in folders
                for path in ([ROOT / folder] if (ROOT / folder).is_file() else (ROOT / folder).rglob("*"))
                if path.is_file() and not (path.parent.name == "scale" and path.suffix == ".csv")
            ]
        for name in sorted(names):
            write(to / name, (ROOT / name).read_bytes())

    def copy_programs(self, to: Path) -> None:
        for path in sorted(self.programs.rglob("*")):
            if path.is_file():
                is_program = os.access(path, os.X_OK)
                write(to / path.relative_to(self.programs), path.read_bytes(), 0o755 if is_program else 0o644)

    def copy_licences(self, to: Path) -> None:
        write(to / "sim-run" / "LICENSE", (ROOT / "LICENSE").read_bytes())
        for part in self.parts:
            for text in part.texts:
                write(to / folder_name(part) / text.name, text.read_bytes())
        lines = [f"What stands in sim-run {self.version}, and under which licence. Texts are beside.", ""]
        for one in self.parts:
            lines.append(f"{one.name} {one.version}: {one.licence}; {one.holders}; {one.origin}")
        write(to / "README", ("\n".join(lines) + "\n").encode())

    def copy_shared(self, to: Path, zsh: str, is_packed: bool) -> None:
        """Manual pages and completions."""
        for name, text in self.manual.items():
            page = text.encode()
            if is_packed:
                write(to / "man" / "man1" / f"{name}.gz", packed(page))
            else:
                write(to / "man" / "man1" / name, page)
        write(to / "bash-completion" / "completions" / "sim-run", self.completions["bash"].encode())
        write(to / "zsh" / zsh / "_sim-run", self.completions["zsh"].encode())
        write(to / "fish" / "vendor_completions.d" / "sim-run.fish", self.completions["fish"].encode())

    # Packages.

    def tarball(self) -> Path:
        root = self.stage / "tarball" / self.name
        self.copy_programs(root)
        self.copy_shipped(
            root, "scenarios", "seeds", "docs", "README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE"
        )
        self.copy_licences(root / "licences")
        self.copy_shared(root / "share", "site-functions", is_packed=False)
        write(root / "sim-run.spdx.json", self.sbom.encode())
        target = self.out / f"{self.name}.tar.xz"
        # So much is looked back that the two builds are packed as one; to unpack takes as much memory.
        filters = [{"id": lzma.FILTER_LZMA2, "preset": 6, "dict_size": 160 << 20}]
        with lzma.open(target, "wb", format=lzma.FORMAT_XZ, filters=filters) as file:
            with tarfile.open(fileobj=file, mode="w", format=tarfile.GNU_FORMAT) as tar:
                for path in [root, *sorted(root.rglob("*"))]:
                    tar.add(
                        path, str(path.relative_to(root.parent)), recursive=False, filter=self._of_nobody
                    )
        return target

    def _of_nobody(self, entry: tarfile.TarInfo) -> tarfile.TarInfo:
        entry.uid = entry.gid = 0
        entry.uname = entry.gname = "root"
        entry.mtime = self.epoch
        entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
        return entry

    def debian(self) -> Path:
        root = self.stage / "debian"
        self.copy_programs(root / "usr")
        share = root / "usr" / "share"
        self.copy_shipped(share / "sim-run", "scenarios", "seeds")
        self.copy_shared(share, "vendor-completions", is_packed=True)
        documents = share / "doc" / "sim-run"
        self.copy_shipped(documents, "README.md", "docs")
        write(documents / "sim-run.spdx.json.gz", packed(self.sbom.encode()))
        write(documents / "copyright", self._copyright().encode())
        changes = (
            f"sim-run ({self.version}) unstable; urgency=medium\n\n"
            f"  * Version {self.version}; NEWS says what is new in it.\n\n"
            f" -- {MAINTAINER}  {formatdate(self.epoch)}\n"
        )
        write(documents / "changelog.gz", packed(changes.encode()))
        write(documents / "NEWS.gz", packed((ROOT / "CHANGELOG.md").read_bytes()))
        overrides = (HERE / "lintian-overrides").read_bytes()
        write(share / "lintian" / "overrides" / "sim-run", overrides)
        files = sorted(path for path in root.rglob("*") if path.is_file())
        size = sum(-(-path.stat().st_size // 1024) for path in files)
        control = (
            f"Package: sim-run\nVersion: {self.version}\nArchitecture: amd64\nMaintainer: {MAINTAINER}\n"
            f"Installed-Size: {size}\nDepends: libc6 (>= {GLIBC}), libgcc-s1, libstdc++6 (>= 11), zlib1g\n"
            f"Section: science\nPriority: optional\nDescription: {ABSTRACT}\n"
            " Simulates, month by month, how households in border communes decide to\n"
            " migrate, how some of those who leave are trafficked and return, and what\n"
            " awareness, savings support, training of the border police and services\n"
            " change about it. A scenario file says what a programme does; results are\n"
            " tables and a decision brief. The same scenario and seed give the same bytes.\n"
            " .\n"
            " Scenarios to begin with are in /usr/share/sim-run.\n"
        )
        write(root / "DEBIAN" / "control", control.encode())
        sums = "".join(
            f"{hashlib.md5(path.read_bytes()).hexdigest()}  {path.relative_to(root)}\n" for path in files
        )
        write(root / "DEBIAN" / "md5sums", sums.encode())
        for path in root.rglob("*"):
            if path.is_dir():
                path.chmod(0o755)
        target = self.out / f"sim-run_{self.version}_amd64.deb"
        subprocess.run(
            # With more threads the bytes are others.
            ["dpkg-deb", "--root-owner-group", "--threads-max=1", "-Zxz", "-z9", "--build", root, target],
            check=True,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "SOURCE_DATE_EPOCH": str(self.epoch)},
        )
        return target

    def _copyright(self) -> str:
        lines = [
            "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/",
            "Upstream-Name: sim-run",
            "",
            "Files: *",
            "Copyright: The sim-run developers",
            "License: Apache-2.0",
            " On Debian systems the text is in /usr/share/common-licenses/Apache-2.0.",
            "",
            "Comment:",
            " The program is linked with these libraries, or brings them in /usr/lib/sim-run:",
            " .",
        ]
        lines += [f" {one.name} {one.version}: {one.licence}; {one.holders}" for one in self.parts]
        for part in self.parts:
            for text in part.texts:
                lines += [" .", f" {'-' * 20} {part.name}: {text.name}", " ."]
                lines += [f" {line}".rstrip() or " ." for line in _short(text.read_text(errors="replace"))]
        return "\n".join(lines) + "\n"

    def wheel(self) -> Path:
        carried = self.stage / "wheel"
        self.copy_programs(carried)
        self.copy_shipped(carried, "scenarios", "seeds")
        write(carried / "tutorial.ipynb", (ROOT / "python" / "tutorial.ipynb").read_bytes())
        self.copy_licences(carried / "licences")
        listed = self.stage / "sim-run.spdx.json"
        write(listed, self.sbom.encode())
        made = self.stage / "wheels"
        subprocess.run(
            [str(WORK / "venv" / "bin" / "hatchling"), "build", "-t", "wheel", "-d", str(made)],
            cwd=ROOT / "python",
            check=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={
                **os.environ,
                "SOURCE_DATE_EPOCH": str(self.epoch),
                "SIM_RUN_CARRY": str(carried),
                "SIM_RUN_CARRY_GLIBC": GLIBC,
                "SIM_RUN_CARRY_SBOM": str(listed),
            },
        )
        (found,) = made.glob("*.whl")
        if f"-{self.version}-py3-none-manylinux_{GLIBC.replace('.', '_')}_x86_64" not in found.name:
            raise SystemExit(f"dist: {found.name}: the version of python/pyproject.toml is another")
        return Path(shutil.move(found, self.out / found.name))

    def apptainer(self) -> Path:
        text = (HERE / "sim-run.def").read_text()
        target = self.out / "sim-run.def"
        write(target, text.replace("@VERSION@", self.version).encode())
        return target


def write(path: Path, content: bytes, mode: int = 0o644) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    path.chmod(mode)


def packed(content: bytes) -> bytes:
    return gzip.compress(content, compresslevel=9, mtime=0)


def _short(text: str) -> list[str]:
    """A licence's lines without a text that Debian has already."""
    for title, path in COMMON.items():
        end = "END OF TERMS AND CONDITIONS"
        if title in text and end in text:
            before = text[: text.index(title)].rstrip()
            after = text[text.index(end) + len(end) :]
            # How to apply it is of no use here; an exception stands behind it.
            tail = re.search(r"^#* *(Runtime Library Exception.*)", after, re.MULTILINE | re.DOTALL)
            return [*before.split("\n"), f"{title}: see {path}", *(tail[1].split("\n") if tail else [])]
    return text.split("\n")


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("programs", type=Path)
    arguments.add_argument("out", type=Path)
    given = arguments.parse_args()
    shutil.rmtree(given.out, ignore_errors=True)
    given.out.mkdir(parents=True)
    packer = Packer(given.programs.resolve(), given.out.resolve())
    made = [packer.tarball(), packer.debian(), packer.wheel(), packer.apptainer()]
    listed = packer.out / f"sim-run-{packer.version}.spdx.json"
    write(listed, packer.sbom.encode())
    made.append(listed)
    sums = "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(made, key=lambda path: path.name)
    )
    write(packer.out / "SHA256SUMS", sums.encode())
    for path in made:
        print(f"dist: {path.name}: {path.stat().st_size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
