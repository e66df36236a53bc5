"""Measures which files Coverslip reads, and which programs read what it writes. Started by scripts/compatibility.sh,
which explains the options."""

import argparse
import importlib.util
import os
import shutil
import sys
from pathlib import Path

PROGRAMS = [
    "vips",
    "vipsheader",
    "tiffcp",
    "tiff2rgba",
    "tiffinfo",
    "convert-im6.q16",
    "dcmcjpeg",
    "dcmcjpls",
    "dcmcrle",
    "dcmconv",
    "gdcmconv",
    "opj_compress",
    "opj_decompress",
    "JxrEncApp",
    "JxrDecApp",
]
MODULES = ["numpy", "PIL", "tifffile", "pydicom", "openslide", "osgeo", "cv2", "gdcm"]
ABSENT = [name for name in PROGRAMS if not shutil.which(name)] + [
    f"the Python module {name}" for name in MODULES if importlib.util.find_spec(name) is None
]
if ABSENT:
    print("skipped: not installed: " + ", ".join(ABSENT))
    sys.exit(3)

import known
import read
import readers
import tables
import written
from batches import Java


def arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("--classpath", required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--part", choices=["read", "written", "all"], default="all")
    parser.add_argument("--only", default="*")
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--java", default="java")
    parser.add_argument("--java25")
    parser.add_argument("--node-modules", type=Path)
    parser.add_argument("--bioformats")
    parser.add_argument("--bioformats-version", default="8.0.0")
    parser.add_argument("--table", type=Path)
    return parser.parse_args()


def main():
    options = arguments()
    options.work = options.work.absolute()
    options.node_modules = options.node_modules and options.node_modules.absolute()
    # What native libraries say about files of others goes into a file; what Python itself says does not.
    sys.stderr = os.fdopen(os.dup(2), "w")
    options.work.mkdir(parents=True, exist_ok=True)
    os.dup2(os.open(options.work / "libraries.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
    java = Java(options.classpath, options.work, options.java)
    read_rows = read.measure(options, java) if options.part in ("read", "all") else None
    written_table = written.measure(options, java) if options.part in ("written", "all") else None
    faults = read_faults(read_rows or []) + written_faults(*(written_table or ([], {})))
    if options.table:
        page, totals = tables.page(read_rows, written_table, readers.versions())
        options.table.write_text(page, encoding="utf-8")
        tables.put_totals(options.table.with_name("formats.md"), totals)
    for fault in faults:
        print(fault)
    print(
        f"compatibility: {len(read_rows or [])} files read, {len(written_table[0]) if written_table else 0} written and opened with "
        f"{len(written_table[1]) - 1 if written_table else 0} programs, {len(faults)} mismatches"
    )
    sys.exit(1 if faults else 0)


def read_faults(rows):
    faults = []
    for case, verdict, others in rows:
        if not verdict.right:
            faults.append(f"read {case.name} ({case.writer}: {case.what}): {verdict.text}")
        elif not case.convention and not case.refusal and not any(other.right for other in others.values()):
            seen = ", ".join(f"{name}: {other.text}" for name, other in others.items())
            faults.append(
                f"read {case.name} ({case.writer}: {case.what}): no other program agrees with what is expected: {seen}"
            )
    return faults


def written_faults(chosen, table):
    faults = []
    for title, verdicts in table.items():
        for variant, verdict in zip(chosen, verdicts):
            if not verdict.right and (title == "Coverslip" or known.reason(variant.name, title, verdict.text) is None):
                faults.append(f'written {variant.name} ({" ".join(variant.options)}), {title}: {verdict.text}')
    return faults


if __name__ == "__main__":
    main()
