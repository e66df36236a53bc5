"""The page docs/compatibility.md."""

import datetime

import known

INTRODUCTION = """# Compatibility

Measured on {date} by `scripts/compatibility.sh`, which [makes the files, opens them and compares every sample](../CONTRIBUTING.md#compatibility).
{totals}

What stands in a cell: **✓** right, with all levels and planes (samples are equal; where a coding has loss, nearly so); *level 0*, *2 of 3
levels*, *1 of 3 planes*: what the program shows is right, but it shows no more; – the program does not claim to read such a file;
a number: the program is wrong about it, and [the list below](#reasons) says how. A fault of Coverslip would be **✗**, and
the script would fail.
"""

READ = """
## Read

Files that other programs wrote, opened with Coverslip: size, levels, planes, type, samples, and where it is named the pixel size. The columns to the right are
other programs on the same files; of those at least one shows what Coverslip must show, but where a convention is named. *codecs*: tile by tile by the codec's own
program (opj_decompress, JxrDecApp, djxl, Pillow).
"""

WRITTEN = """
## Written

Files that `coverslip convert` wrote, opened with other programs. A name has the source, the dialect, the compression and what else is
special: *rgb8*, *photo*: colour of 8 bits; *softgrey*: grey; *channels*, *z*, *czt*: several planes; *associated*: with label, macro, thumbnail;
*1x1*, *17x300*: images smaller than a tile; *q75*: quality; *region*: an odd crop.
"""


def page(read_rows, written, versions, on=None):
	"""read_rows and written as read.measure and written.measure give them; either may be None."""
	parts, totals, reasons = [], [], {}
	if read_rows is not None:
		right = sum(verdict.right for _, verdict, _ in read_rows)
		writers = {writer for case, _, _ in read_rows for writer in case.writer.split(', ')}
		totals.append(f'Of **{len(read_rows)}** files by {len(writers)} programs, Coverslip reads **{right}** right.')
		parts.append(READ + '\n' + read_table(read_rows, versions))
	if written is not None:
		chosen, table = written
		others = {title: verdicts for title, verdicts in table.items() if title != 'Coverslip'}
		rights = {title: sum(verdict.right for verdict in verdicts) for title, verdicts in others.items()}
		claimed = {title: sum(verdict.right or not is_limit(variant, title, verdict) for variant, verdict in zip(chosen, verdicts)) for title, verdicts in others.items()}
		totals.append(f'**{len(chosen)}** files that Coverslip wrote were opened with {len(others)} programs: '
			+ ', '.join(f'{title} shows {rights[title]} of {claimed[title]}' for title in others) + ' right that it claims to read.')
		parts.append(WRITTEN + '\n' + written_table(chosen, table, reasons))
		parts.append('\n### Reasons\n\n' + '\n'.join(f'{number}. {why}' for why, number in reasons.items()) + '\n' if reasons else '')
	date = (on or datetime.date.today()).isoformat()
	return INTRODUCTION.format(date=date, totals=' '.join(totals)) + ''.join(parts)


def is_limit(variant, title, verdict):
	found = known.reason(variant.name, title, verdict.text)
	return found is not None and found[1]


def row(cells):
	return '| ' + ' | '.join(cells) + ' |\n'


def read_table(rows, versions):
	columns = []
	for _, _, others in rows:
		columns += [name for name in others if name not in columns]
	table = row(['file', 'written by', 'what', 'Coverslip'] + [f'{name} {versions.get(name, "")}'.strip() for name in columns])
	table += row(['---'] * (4 + len(columns)))
	for case, verdict, others in rows:
		what = case.what + (f' ({case.convention})' if case.convention else '')
		cells = [case.name, case.writer, what.replace('|', '/'), '✓' if verdict.right else f'**✗** {short(verdict.text)}']
		table += row(cells + [told(others[name]) if name in others else '' for name in columns])
	return table


def told(verdict):
	"""What another program makes of a file that was not written for it."""
	if verdict.right:
		return '✓' if verdict.text in ('all', 'right') else verdict.text
	return '–' if verdict.text.startswith('refuses') else 'other'


def written_table(chosen, table, reasons):
	out = row(['file'] + list(table)) + row(['---'] * (1 + len(table)))
	for i, variant in enumerate(chosen):
		out += row([variant.name] + [cell(variant, title, verdicts[i], reasons) for title, verdicts in table.items()])
	return out


def cell(variant, title, verdict, reasons):
	if verdict.right:
		return '✓' if verdict.text in ('all', 'right') else verdict.text
	found = known.reason(variant.name, title, verdict.text)
	if found is None:
		return f'**✗** {short(verdict.text)}'
	why, limit = found
	number = reasons.setdefault(f'{title.split()[0]}: {why}', len(reasons) + 1)
	return f'– [{number}](#reasons)' if limit else f'[{number}](#reasons)'


def short(text):
	return text.replace('|', '/').replace('\n', ' ')[:120]
