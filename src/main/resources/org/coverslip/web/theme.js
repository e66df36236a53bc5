// Light or dark: as the system has it, until the user chooses.

const KEY = 'coverslip-theme';
const system = matchMedia('(prefers-color-scheme: dark)');

function chosen() {
	try {
		return localStorage.getItem(KEY);
	}
	catch {
		return null; // the browser keeps nothing
	}
}

function apply() {
	document.documentElement.dataset.theme = chosen() ?? (system.matches ? 'dark' : 'light');
}

/** Makes a button change the theme. */
export function followTheme(button) {
	apply();
	system.addEventListener('change', apply);
	button.addEventListener('click', () => {
		const next = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
		document.documentElement.dataset.theme = next;
		try {
			localStorage.setItem(KEY, next);
		}
		catch {
			// the choice holds for this page only
		}
	});
}

apply();
