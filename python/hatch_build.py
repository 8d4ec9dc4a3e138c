"""Puts the program into the wheel where ``make dist`` has it made; else the package finds one on its own."""

from __future__ import annotations

import os
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

# A folder with what the package is to carry: bin, lib, scenarios, seeds, licences.
CARRIED = "SIM_RUN_CARRY"
# The glibc that its programs need, and their list of parts.
GLIBC = "SIM_RUN_CARRY_GLIBC"
SBOM = "SIM_RUN_CARRY_SBOM"


class Carry(BuildHookInterface[Any]):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        folder = os.environ.get(CARRIED)
        if not folder or version != "standard":
            return
        build_data["force_include"][folder] = "sim_run"
        build_data["pure_python"] = False
        build_data["tag"] = f"py3-none-manylinux_{os.environ[GLIBC].replace('.', '_')}_x86_64"
        build_data.setdefault("sbom_files", []).append(os.environ[SBOM])
