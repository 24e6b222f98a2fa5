import type { Map as MapLibreMap } from 'maplibre-gl';

const LOOK_EVERY_MS = 8;
/** Longer than this no frame takes: the graphics were lost, and what there is is shown. */
const LATEST_MS = 2000;

interface Pose {
  lng: number;
  lat: number;
  zoom: number;
}

/**
 * The ground on a canvas of its own, for walls that a processor draws. There the browser would stand still at the end of each frame until the map's own
 * canvas is drawn, a third of a second when the scene changes: no clock, no ring, no unit would move. So that canvas is kept out of sight, and each frame
 * of it is copied once it is done; until then the last one lies where it belongs.
 */
export class GroundScreen {
  readonly #map: MapLibreMap;
  readonly #now: () => number;
  readonly #canvas = document.createElement('canvas');
  #isOn = false;
  /** The frame that is being drawn. */
  #drawing: { done: WebGLSync | null; pose: Pose; sinceMs: number } | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Another frame was asked for in the meantime. */
  #isAgain = false;
  #shown: Pose | undefined;

  constructor(map: MapLibreMap, now = () => performance.now()) {
    this.#map = map;
    this.#now = now;
    this.#canvas.className = 'ground-screen';
    this.#canvas.setAttribute('aria-hidden', 'true');
    const repaint = map.triggerRepaint.bind(map);
    map.triggerRepaint = () => {
      if (this.#drawing) this.#isAgain = true;
      else repaint();
    };
    map.on('render', () => this.#follow());
    map.on('move', () => this.#place());
  }

  /** From now on, or no longer. */
  set(isOn: boolean): void {
    if (isOn === this.#isOn) return;
    this.#isOn = isOn;
    if (!isOn) this.#end();
    this.#map.triggerRepaint();
  }

  #end(): void {
    clearTimeout(this.#timer);
    this.#drawing = undefined;
    this.#shown = undefined;
    this.#canvas.remove();
    this.#map.getCanvas().style.opacity = '';
  }

  /** The map has told its graphics what to draw. */
  #follow(): void {
    const graphics = this.#isOn && this.#graphics();
    if (!graphics) return;
    const { lng, lat } = this.#map.getCenter();
    if (this.#drawing) graphics.deleteSync(this.#drawing.done);
    const done = graphics.fenceSync(graphics.SYNC_GPU_COMMANDS_COMPLETE, 0);
    graphics.flush();
    this.#drawing = { done, pose: { lng, lat, zoom: this.#map.getZoom() }, sinceMs: this.#now() };
    this.#lookAgain(graphics);
  }

  #lookAgain(graphics: WebGL2RenderingContext): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(graphics), LOOK_EVERY_MS);
  }

  #look(graphics: WebGL2RenderingContext): void {
    if (!this.#drawing) return;
    const { done, pose, sinceMs } = this.#drawing;
    const isDone = !done || graphics.getSyncParameter(done, graphics.SYNC_STATUS) !== graphics.UNSIGNALED;
    if (!isDone && this.#now() - sinceMs < LATEST_MS) {
      this.#lookAgain(graphics);
      return;
    }
    graphics.deleteSync(done);
    this.#drawing = undefined;
    this.#show(pose);
    if (this.#isAgain) this.#map.triggerRepaint();
    this.#isAgain = false;
  }

  #show(pose: Pose): void {
    const ground = this.#map.getCanvas();
    const { width, height } = ground;
    if (this.#canvas.width !== width) this.#canvas.width = width;
    if (this.#canvas.height !== height) this.#canvas.height = height;
    this.#canvas.getContext('2d', { alpha: false })?.drawImage(ground, 0, 0);
    if (!this.#canvas.isConnected) ground.after(this.#canvas);
    // Seen by nobody, it is not read back; but it keeps the keyboard.
    ground.style.opacity = '0';
    this.#shown = pose;
    this.#place();
  }

  /** Where what it shows lies now. */
  #place(): void {
    if (!this.#shown) return;
    const { lng, lat, zoom } = this.#shown;
    const { clientWidth, clientHeight } = this.#map.getContainer();
    const { x, y } = this.#map.project([lng, lat]);
    const [east, south] = [x - clientWidth / 2, y - clientHeight / 2];
    this.#canvas.style.transform = `translate(${east}px, ${south}px) scale(${2 ** (this.#map.getZoom() - zoom)})`;
  }

  #graphics(): WebGL2RenderingContext | null {
    return this.#map.getCanvas().getContext('webgl2');
  }
}
