// Numbers as people read them.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });

/** Up to so many digits that count, without zeros at the end: 0.2527, 12.5, 40. */
export const digits = (value, count = 4) => String(Number(value.toPrecision(count)));

export const pixels = count => whole.format(count).replaceAll(',', '\u202f');

/** A length given in micrometres. */
export function length(um, count = 3) {
	if (um >= 1000) return `${digits(um / 1000, count)} mm`;
	if (um < 1) return `${digits(um * 1000, count)} nm`;
	return `${digits(um, count)} µm`;
}

/** An area given in square micrometres. */
export const area = (um2, count = 3) => um2 >= 1e4 ? `${digits(um2 / 1e6, count)} mm²` : `${digits(um2, count)} µm²`;

export function bytes(count) {
	if (count < 1000) return `${count} bytes`;
	const units = ['kB', 'MB', 'GB', 'TB'];
	const unit = Math.min(units.length, Math.floor(Math.log10(count) / 3));
	return `${digits(count / 1000 ** unit, 3)} ${units[unit - 1]}`;
}

export const power = value => `${digits(value, 3)}×`;

/** A scene in one line. */
export function summary(scene) {
	const parts = [`${pixels(scene.width)} × ${pixels(scene.height)} px`];
	if (scene.pixelSizeX) parts.push(`${digits(scene.pixelSizeX)} µm/px`);
	if (scene.objectivePower) parts.push(power(scene.objectivePower));
	return parts.join(' · ');
}

/** How many of a thing: "1 slide", "5 slides". */
export const count = (number, thing) => `${number} ${thing}${number === 1 ? '' : 's'}`;
