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
	#overlays = new Map();

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
		this.#viewer.addHandler('canvas-click', event => event.quick && this.onClick?.(event.position));
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
		const place = { tileSource: this.#source((level, x, y) => server.tile(this.#id, this.#number, level, x, y, query)), x: 0, y: 0, width: 1, preload: true };
		if (!this.#shown) this.#viewer.open(place);
		else this.#viewer.addTiledImage({ ...place, index: this.#viewer.world.getIndexOfItem(this.#shown) + 1, opacity: 0, success: ({ item }) => this.#arrived(item, query) });
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

	/**
	 * Shows tiles over the scene, which the function gives addresses of by level, column and row; null shows none. What
	 * was shown under the same key stays until the new tiles are there.
	 */
	overlay(key, getTileUrl) {
		const before = this.#overlays.get(key);
		before?.coming.forEach(item => this.#drop(item));
		const overlay = { shown: before?.shown ?? null, coming: [] };
		this.#overlays.set(key, overlay);
		if (!getTileUrl) {
			this.#drop(overlay.shown);
			this.#overlays.delete(key);
			return;
		}
		this.#viewer.addTiledImage({ tileSource: this.#source(getTileUrl), x: 0, y: 0, width: 1, preload: true, opacity: overlay.shown ? 0 : 1, success: ({ item }) => {
			if (this.#overlays.get(key) !== overlay) this.#drop(item);
			else if (overlay.shown) this.#replace(overlay, item);
			else overlay.shown = item;
		} });
	}

	#replace(overlay, item) {
		overlay.coming.push(item);
		const change = () => {
			if (!overlay.coming.includes(item)) return;
			clearTimeout(timer);
			overlay.coming = [];
			item.setOpacity(1);
			const before = overlay.shown;
			overlay.shown = item;
			requestAnimationFrame(() => this.#drop(before));
		};
		const timer = setTimeout(change, LONGEST_CHANGE);
		item.addHandler('fully-loaded-change', event => event.fullyLoaded && change());
	}

	#source(getTileUrl) {
		const { width, height, tileSize, overlap, maxLevel } = this.#scene;
		return {
			width, height, tileSize, tileOverlap: overlap, maxLevel,
			minLevel: Math.min(LEAST_LEVEL, maxLevel),
			getTileUrl
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

	/** Where in the picture a place on the scene is. */
	toScreen({ x, y }) {
		const unit = this.#scene.width;
		return this.#viewer.viewport.pixelFromPoint(new OpenSeadragon.Point(x / unit, y / unit), true);
	}

	/** The place on the scene at which a pointer is. */
	placeOf(event) {
		const frame = this.#viewer.element.getBoundingClientRect();
		return this.toScene(event.clientX - frame.left, event.clientY - frame.top);
	}

	/** The place on the scene in the middle of the picture. */
	middle() {
		const { x, y } = this.#viewer.viewport.getContainerSize();
		return this.toScene(x / 2, y / 2);
	}

	/** The region of the scene that is seen; of a picture that is turned, the upright box around it. */
	visible() {
		return this.#toRegion(this.#viewer.viewport.getBounds(true).getBoundingBox());
	}

	/** The region of the scene that would be seen if the picture were not turned. */
	frame() {
		return this.#toRegion(this.#viewer.viewport.getBoundsNoRotate(true));
	}

	#toRegion({ x, y, width, height }) {
		const unit = this.#scene.width;
		return { x: x * unit, y: y * unit, width: width * unit, height: height * unit };
	}

	/** Goes at once to a place that {@link frame} told, whatever the rotation. */
	fitFrame(frame) {
		this.#viewer.viewport.fitBounds(this.toRect(frame).rotate(-this.rotation()), true);
	}

	/** Degrees by which the picture is turned to the right: 0 or more, less than 360. */
	rotation() {
		return this.#viewer.viewport?.getRotation() ?? 0;
	}

	/** Turns the picture about its middle. */
	rotate(degrees) {
		this.#viewer.viewport.setRotation(degrees);
	}

	/** What a step on the screen, to the right and down, is on the scene. */
	toSceneStep(right, down) {
		const step = new OpenSeadragon.Point(right, down).rotate(-this.rotation());
		return { x: step.x, y: step.y };
	}

	/** Micrometres of a pixel of the screen along its lower edge; null if the scene has no pixel size. */
	umPerScreenPixel() {
		const { pixelSizeX, pixelSizeY } = this.#scene;
		if (!pixelSizeX) return null;
		const { x, y } = this.toSceneStep(this.pitch(), 0);
		return Math.hypot(x * pixelSizeX, y * pixelSizeY);
	}

	/** Moves if a place in the picture lies outside of it, so that it comes into sight. */
	panToward({ x, y }) {
		const size = this.#viewer.viewport.getContainerSize();
		const beyond = (at, end) => at < 0 ? -0.25 : at > end ? 0.25 : 0;
		const right = beyond(x, size.x);
		const down = beyond(y, size.y);
		if (right !== 0 || down !== 0) this.panBy(right, down);
	}

	home() {
		this.#viewer.viewport.goHome();
	}

	/** Zooms by a factor, and keeps what is under the pointer there. */
	zoomAt(event, factor) {
		const { x, y } = this.placeOf(event);
		const unit = this.#scene.width;
		this.#viewer.viewport.zoomBy(factor, new OpenSeadragon.Point(x / unit, y / unit)).applyConstraints();
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
		const shown = this.#viewer.viewport;
		const { x, y } = shown.getContainerSize();
		shown.panBy(shown.deltaPointsFromPixels(new OpenSeadragon.Point(right * x, down * y))).applyConstraints();
	}
}
