// The picture: OpenSeadragon on tiles that the server makes. The scene's width is 1 in the viewer's own coordinates.

import * as server from './server.js';

/* global OpenSeadragon */

const LEAST_LEVEL = 8;
const LONGEST_CHANGE = 8000;

export class View {

	#viewer;
	#id;
	#number;
	#scene;
	#query = null;
	#shown = null;
	#coming = null;
	#timer = 0;

	/** Begins to show a scene. */
	constructor(parent, id, number, scene) {
		this.#id = id;
		this.#number = number;
		this.#scene = scene;
		this.#viewer = OpenSeadragon({
			element: parent,
			prefixUrl: '',
			showNavigationControl: false,
			showNavigator: parent.clientWidth > 560,
			navigatorPosition: 'TOP_RIGHT',
			navigatorSizeRatio: 0.18,
			navigatorAutoFade: false,
			animationTime: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 0.5,
			maxZoomPixelRatio: 8,
			minZoomImageRatio: 0.6,
			visibilityRatio: 0.3,
			imageLoaderLimit: 6,
			maxImageCacheCount: 400,
			gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
			gestureSettingsTouch: { pinchRotate: false }
		});
		// the page has keys of its own
		this.#viewer.innerTracker.keyHandler = null;
		this.#viewer.innerTracker.keyDownHandler = null;
		this.#viewer.canvas.tabIndex = -1;
		this.#viewer.addHandler('open', () => {
			this.#shown = this.#viewer.world.getItemAt(0);
			this.onOpen?.();
		});
		this.#viewer.addHandler('tile-loaded', () => this.onTile?.());
		this.#viewer.addHandler('tile-load-failed', event => this.onFailure?.(event.tile.url));
		this.#viewer.addHandler('update-viewport', () => this.onMove?.());
	}

	get viewer() {
		return this.#viewer;
	}

	destroy() {
		clearTimeout(this.#timer);
		this.#viewer.destroy();
	}

	/** Shows the scene as a query says; what is there stays until the new picture is complete. */
	show(query) {
		if (query === this.#query) return;
		this.#query = query;
		clearTimeout(this.#timer);
		this.#drop(this.#coming);
		this.#coming = null;
		const place = { tileSource: this.#source(query), x: 0, y: 0, width: 1, preload: true };
		if (!this.#shown) this.#viewer.open(place);
		else this.#viewer.addTiledImage({ ...place, opacity: 0, success: ({ item }) => this.#arrived(item, query) });
	}

	#arrived(item, query) {
		if (query !== this.#query) {
			this.#drop(item);
			return;
		}
		this.#coming = item;
		item.addHandler('fully-loaded-change', event => event.fullyLoaded && this.#change(item));
		this.#timer = setTimeout(() => this.#change(item), LONGEST_CHANGE);
	}

	#change(item) {
		if (item !== this.#coming) return;
		clearTimeout(this.#timer);
		item.setOpacity(1);
		const before = this.#shown;
		this.#shown = item;
		this.#coming = null;
		// one frame with both, so that nothing flickers
		requestAnimationFrame(() => this.#drop(before));
		this.onChange?.();
	}

	#drop(item) {
		if (item && this.#viewer.world.getIndexOfItem(item) >= 0) this.#viewer.world.removeItem(item);
	}

	#source(query) {
		const { width, height, tileSize, overlap, maxLevel } = this.#scene;
		return {
			width, height, tileSize, tileOverlap: overlap, maxLevel,
			minLevel: Math.min(LEAST_LEVEL, maxLevel),
			getTileUrl: (level, x, y) => server.tile(this.#id, this.#number, level, x, y, query)
		};
	}

	/** Pixels of level 0 for one of the screen. */
	pitch() {
		const shown = this.#viewer.viewport;
		return this.#scene.width / (shown.getContainerSize().x * shown.getZoom(true));
	}

	containerWidth() {
		return this.#viewer.viewport.getContainerSize().x;
	}

	/** The place on the scene, not rounded, of a place in the picture. */
	toScene(x, y) {
		const point = this.#viewer.viewport.pointFromPixel(new OpenSeadragon.Point(x, y), true);
		return { x: point.x * this.#scene.width, y: point.y * this.#scene.width };
	}

	/** A region of the scene in the viewer's coordinates. */
	toRect({ x, y, width, height }) {
		const unit = this.#scene.width;
		return new OpenSeadragon.Rect(x / unit, y / unit, width / unit, height / unit);
	}

	/** The region of the scene that is seen. */
	visible() {
		const { x, y, width, height } = this.#viewer.viewport.getBounds(true);
		const unit = this.#scene.width;
		return { x: x * unit, y: y * unit, width: width * unit, height: height * unit };
	}

	/** Goes to a region of the scene. */
	fit(region, immediately = false) {
		this.#viewer.viewport.fitBounds(this.toRect(region), immediately);
	}

	home() {
		this.#viewer.viewport.goHome();
	}

	zoomBy(factor) {
		this.#viewer.viewport.zoomBy(factor).applyConstraints();
	}

	/** One pixel of level 0 for one of the screen. */
	fullSize() {
		this.zoomBy(this.pitch());
	}

	/** Moves by parts of the picture. */
	panBy(right, down) {
		const { width, height } = this.#viewer.viewport.getBounds();
		this.#viewer.viewport.panBy(new OpenSeadragon.Point(right * width, down * height)).applyConstraints();
	}
}
