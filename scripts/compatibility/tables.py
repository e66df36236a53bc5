"""The page docs/compatibility.md."""

import datetime

import known

INTRODUCTION = """# Compatibility

What Coverslip reads of other programs, and which programs read what it writes: measured on {date} by `scripts/compatibility.sh`, which makes
the files, opens them and compares every sample ([how to run it](../CONTRIBUTING.md#compatibility)). The part that needs Debian's packages
only is one of the tests.

{totals}
"""

READ = """
## Read

Files that other programs wrote, opened with Coverslip: size, levels, planes, type of samples, the samples themselves, and where *what* names it
the pixel size. What is expected is what the writer was given; of codings with loss, what the writer's own reader shows. The columns to the right are other
programs on the same file; at least one of them agrees with what is expected, but where a convention is named. *codecs* stands for the tiles' own
programs (opj_decompress, JxrDecApp, djxl, Pillow), tile by tile.

**✓** right; *refused*: not read, and refused by the name of what it holds; *2 of 3 levels*, *1 of 3 planes*: right, as far as it shows them; *other*: it shows something else, for instance samples as they are stored, an inverted grey,
a palette's numbers, CMYK; – it does not open the file. A fault of Coverslip would be **✗**, and the script would fail.
"""

WRITTEN = """
## Written

Files that `coverslip convert` wrote, opened with other programs. A name has the source, the dialect, the compression and what else is
special: *rgb8* and *photo*: colour of 8 bits; *softgrey*: grey; *channels*, *z*, *czt*: several planes; *labels*: a label image;
*associated*: with label, macro and thumbnail; *wide*: an `svs` of several levels; *1x1*, *17x300*: images smaller than a tile; *q75*: quality; *mode*, *nearest*: `levels`; *only-none*, *only-macro*:
`associated`; *region*: an odd crop.

**✓** all levels and planes, each sample equal (with JPEG and JPEG 2000 nearly so); *level 0*, *2 of 4 levels*, *1 of 3 planes*: right, as far as it shows
them; – it does not claim to read such files; a number alone: it is wrong about it, and the [reasons](#reasons) say how. A fault of Coverslip would
be **✗**, and the script would fail.
"""


def page(read_rows, written, versions, on=None):
    """The page and its totals. read_rows and written as read.measure and written.measure give them; either may be None."""
    parts, totals, reasons = [], [], {}
    if read_rows is not None:
        right = sum(verdict.right for _, verdict, _ in read_rows)
        writers = {writer for case, _, _ in read_rows for writer in case.writer.split(", ")}
        totals.append(f"**Read:** {right} of {len(read_rows)} files by {len(writers)} programs are right.")
        parts.append(READ + "\n" + read_table(read_rows, versions))
    if written is not None:
        chosen, table = written
        others = {title: verdicts for title, verdicts in table.items() if title != "Coverslip"}
        rights = {title: sum(verdict.right for verdict in verdicts) for title, verdicts in others.items()}
        claimed = {
            title: sum(
                verdict.right or not is_limit(variant, title, verdict) for variant, verdict in zip(chosen, verdicts)
            )
            for title, verdicts in others.items()
        }
        totals.append(
            f"**Written:** {len(chosen)} files were opened with {len(others)} programs. Of those that a program claims to read it shows right:"
        )
        totals.append(
            "| program | right | of |\n|---|---|---|\n"
            + "".join(row([title, str(rights[title]), str(claimed[title])]) for title in others)
        )
        parts.append(WRITTEN + "\n" + written_table(chosen, table, reasons))
        parts.append(
            "\n### Reasons\n\n" + "\n".join(f"{number}. {why}" for why, number in reasons.items()) + "\n"
            if reasons
            else ""
        )
    date = (on or datetime.date.today()).isoformat()
    totals = "\n\n".join(totals).rstrip()
    return INTRODUCTION.format(date=date, totals=totals) + "".join(parts), totals


def put_totals(path, totals):
    """Puts the totals between their marks in another page."""
    text = path.read_text(encoding="utf-8")
    begin, end = "<!-- totals, by scripts/compatibility.sh --table -->\n", "<!-- end -->"
    head, rest = text.split(begin)
    path.write_text(head + begin + totals + "\n" + end + rest.split(end, 1)[1], encoding="utf-8")


def is_limit(variant, title, verdict):
    found = known.reason(variant.name, title, verdict.text)
    return found is not None and found[1]


def row(cells):
    return "| " + " | ".join(cells) + " |\n"


def read_table(rows, versions):
    columns = []
    for _, _, others in rows:
        columns += [name for name in others if name not in columns]
    table = row(
        ["file", "written by", "what", "Coverslip"] + [f'{name} {versions.get(name, "")}'.strip() for name in columns]
    )
    table += row(["---"] * (4 + len(columns)))
    for case, verdict, others in rows:
        what = case.what + (f" ({case.convention})" if case.convention else "")
        cells = [
            case.name,
            case.writer,
            what.replace("|", "/"),
            coverslip_cell(verdict),
        ]
        table += row(cells + [told(others[name]) if name in others else "" for name in columns])
    return table


def coverslip_cell(verdict):
    if verdict.right:
        return verdict.text if verdict.text.startswith("refused") else "✓"
    return f"**✗** {short(verdict.text)}"


def told(verdict):
    """What another program makes of a file that was not written for it."""
    if verdict.right:
        return "✓" if verdict.text in ("all", "right") else verdict.text
    return "–" if verdict.text.startswith("refuses") else "other"


def written_table(chosen, table, reasons):
    out = row(["file"] + list(table)) + row(["---"] * (1 + len(table)))
    for i, variant in enumerate(chosen):
        out += row([variant.name] + [cell(variant, title, verdicts[i], reasons) for title, verdicts in table.items()])
    return out


def cell(variant, title, verdict, reasons):
    if verdict.right:
        return "✓" if verdict.text in ("all", "right") else verdict.text
    found = known.reason(variant.name, title, verdict.text)
    if found is None:
        return f"**✗** {short(verdict.text)}"
    why, limit = found
    number = reasons.setdefault(f"{title.split()[0]}: {why}", len(reasons) + 1)
    return f"– [{number}](#reasons)" if limit else f"[{number}](#reasons)"


def short(text):
    return text.replace("|", "/").replace("\n", " ")[:120]
