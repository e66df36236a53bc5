"""Makes Markdown tables of measurements: table.py MEASUREMENTS

MEASUREMENTS has tab-separated lines "read TASK who Mpx/s" and "write|tile TASK who seconds kilobytes user-seconds system-seconds",
one for each run. The tables show medians. Where a build of before was measured, there is one table of it and of the present one.
"""
import statistics
import sys
from collections import defaultdict

OURS = "coverslip"


def medians(rows):
    runs = defaultdict(list)
    for task, who, *numbers in rows:
        runs[task, who].append([float(number) for number in numbers])
    return {key: [statistics.median(column) for column in zip(*values)] for key, values in runs.items()}


def tasks(table):
    return dict.fromkeys(task for task, _ in table)


def pairs(table):
    """Labels with our task and the other: what libvips cannot, keeping tiles, is compared with both of its ways to a pyramid, and cp."""
    for task in tasks(table):
        if (task, "vips") in table:
            yield task, task, (task, "vips")
        else:
            yield task + " (libvips: to JPEG)", task, ("whole slide to JPEG, quality 80", "vips")
            yield task + " (libvips: to LZW, without loss too)", task, ("whole slide to LZW", "vips")
            yield task + " (`cp` of the file)", task, (task, "cp")


def processor(numbers):
    """User and system time; the sum of the medians of the two, which differ little from run to run."""
    return numbers[2] + numbers[3]


with open(sys.argv[1]) as lines:
    rows = [line.rstrip("\n").split("\t") for line in lines]
reads = medians(row[1:] for row in rows if row[0] == "read")
writes = medians(row[1:] for row in rows if row[0] == "write")
tiles = medians(row[1:] for row in rows if row[0] == "tile")
tables = []


def before_and_now():
    """One table of two builds; ratios above 1 are faster than before."""
    table = ["| task | before | now | ratio | processor time: before | now | memory: before | now |",
             "|---|--:|--:|--:|--:|--:|--:|--:|"]
    for task in tasks(reads):
        before, now = reads[task, "before"][0], reads[task, OURS][0]
        table.append("| reading %s | %.0f Mpx/s | %.0f Mpx/s | %.2fx | | | | |" % (task, before, now, now / before))
    for timed in writes, tiles:
        for task in tasks(timed):
            before, now = timed[task, "before"], timed[task, OURS]
            table.append("| %s | %.2f s | %.2f s | %.2fx | %.2f s | %.2f s | %.0f MB | %.0f MB |"
                         % (task, before[0], now[0], before[0] / now[0], processor(before), processor(now), before[1] / 1024,
                            now[1] / 1024))
    return "\n".join(table)


if any(row[2] == "before" for row in rows):
    print(before_and_now())
    sys.exit()
if reads:
    tables.append(["| random regions of level 0 | Coverslip | OpenSlide | ratio |", "|---|--:|--:|--:|"])
for task in tasks(reads):
    ours, theirs = reads[task, OURS][0], reads[task, "openslide"][0]
    tables[-1].append("| %s | %.0f Mpx/s | %.0f Mpx/s | %.1fx |" % (task, ours, theirs, ours / theirs))
if writes:
    tables.append(["| task | Coverslip | libvips | ratio | processor time: Coverslip | libvips | memory: Coverslip | libvips |",
                   "|---|--:|--:|--:|--:|--:|--:|--:|"])
for label, our_task, theirs_key in pairs(writes):
    ours, theirs = writes[our_task, OURS], writes[theirs_key]
    tables[-1].append("| %s | %.1f s | %.1f s | %.1fx | %.1f s | %.1f s | %.0f MB | %.0f MB |"
                      % (label, ours[0], theirs[0], theirs[0] / ours[0], processor(ours), processor(theirs), ours[1] / 1024,
                         theirs[1] / 1024))
if tiles:
    tables.append(["| task | Coverslip | other program | | ratio | processor time: Coverslip | other | memory: Coverslip | other |",
                   "|---|--:|---|--:|--:|--:|--:|--:|--:|"])
for task, who in tiles:
    if who == OURS:
        continue
    ours, theirs = tiles[task, OURS], tiles[task, who]
    tables[-1].append("| %s | %.1f s | %s | %.1f s | %.1fx | %.1f s | %.1f s | %.0f MB | %.0f MB |"
                      % (task, ours[0], who, theirs[0], theirs[0] / ours[0], processor(ours), processor(theirs), ours[1] / 1024,
                         theirs[1] / 1024))
print("\n\n".join("\n".join(table) for table in tables))
