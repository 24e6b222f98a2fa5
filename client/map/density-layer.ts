import type { CustomLayerInterface, CustomRenderMethodInput, Map as MapLibreMap } from 'maplibre-gl';
import { mercatorX, mercatorY } from '../../core/hotspot/density.ts';
import type { DensityPicture } from '../period/period-protocol.ts';
import { visibleBlocks } from './visible-blocks.ts';

const VERTEX = `#version 300 es
uniform mat4 u_matrix;
in vec2 a_part;
out highp vec2 v_part;
void main() {
  v_part = a_part;
  gl_Position = u_matrix * vec4(a_part, 0.0, 1.0);
}`;
const FRAGMENT = `#version 300 es
precision mediump float;
uniform sampler2D u_picture;
uniform float u_opacity;
in highp vec2 v_part;
out vec4 colour;
void main() {
  colour = texture(u_picture, v_part) * u_opacity;
}`;

interface Resources {
  program: WebGLProgram;
  texture: WebGLTexture;
  corners: WebGLBuffer;
  array: WebGLVertexArrayObject;
  matrix: WebGLUniformLocation | null;
  opacity: WebGLUniformLocation | null;
}

/**
 * The density raster as a layer of the map. Only the blocks in which there is anything are drawn, by the shortest of shaders: where
 * the processor draws, a picture over the whole screen would be the dearest thing on it.
 */
export class DensityLayer implements CustomLayerInterface {
  readonly id = 'density';
  readonly type = 'custom';
  readonly renderingMode = '2d';
  #map: MapLibreMap | undefined;
  #resources: Resources | undefined;
  #picture: DensityPicture | null = null;
  #opacity = 1;
  #uploaded: DensityPicture | null = null;
  #vertices = 0;

  /** Draws this picture from the next frame on; null: nothing. `opacity` from 0 to 1. */
  show(picture: DensityPicture | null, opacity: number): void {
    if (picture === this.#picture && opacity === this.#opacity) return;
    this.#picture = picture;
    this.#opacity = opacity;
    this.#map?.triggerRepaint();
  }

  onAdd(map: MapLibreMap, gl: WebGL2RenderingContext): void {
    this.#map = map;
    this.#resources = makeResources(gl);
    this.#uploaded = null;
  }

  onRemove(_map: MapLibreMap, gl: WebGL2RenderingContext): void {
    const held = this.#resources;
    this.#resources = undefined;
    if (!held) return;
    gl.deleteProgram(held.program);
    gl.deleteTexture(held.texture);
    gl.deleteBuffer(held.corners);
    gl.deleteVertexArray(held.array);
  }

  render(gl: WebGL2RenderingContext, { defaultProjectionData }: CustomRenderMethodInput): void {
    const [held, picture] = [this.#resources, this.#picture];
    if (!held || !picture) return;
    gl.activeTexture(gl.TEXTURE0);
    gl.bindTexture(gl.TEXTURE_2D, held.texture);
    if (picture !== this.#uploaded) this.#upload(gl, held, picture);
    if (this.#vertices === 0) return;
    // biome-ignore lint/correctness/useHookAtTopLevel: WebGL's, not React's
    gl.useProgram(held.program);
    gl.uniformMatrix4fv(held.matrix, false, placed(defaultProjectionData.mainMatrix, picture.bbox));
    gl.uniform1f(held.opacity, this.#opacity);
    gl.bindVertexArray(held.array);
    gl.drawArrays(gl.TRIANGLES, 0, this.#vertices);
    gl.bindVertexArray(null);
  }

  #upload(gl: WebGL2RenderingContext, { array, corners }: Resources, picture: DensityPicture): void {
    gl.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, true);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, picture.image);
    const blocks = visibleBlocks(picture.image);
    gl.bindVertexArray(array);
    gl.bindBuffer(gl.ARRAY_BUFFER, corners);
    gl.bufferData(gl.ARRAY_BUFFER, blocks, gl.STATIC_DRAW);
    this.#vertices = blocks.length / 2;
    this.#uploaded = picture;
  }
}

function makeResources(gl: WebGL2RenderingContext): Resources {
  const program = gl.createProgram();
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = gl.createShader(type);
    if (!shader) continue;
    gl.shaderSource(shader, source);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
    gl.deleteShader(shader);
  }
  gl.linkProgram(program);
  const texture = gl.createTexture();
  gl.bindTexture(gl.TEXTURE_2D, texture);
  for (const side of [gl.TEXTURE_WRAP_S, gl.TEXTURE_WRAP_T])
    gl.texParameteri(gl.TEXTURE_2D, side, gl.CLAMP_TO_EDGE);
  for (const filter of [gl.TEXTURE_MIN_FILTER, gl.TEXTURE_MAG_FILTER])
    gl.texParameteri(gl.TEXTURE_2D, filter, gl.LINEAR);
  const array = gl.createVertexArray();
  const corners = gl.createBuffer();
  const part = gl.getAttribLocation(program, 'a_part');
  gl.bindVertexArray(array);
  gl.bindBuffer(gl.ARRAY_BUFFER, corners);
  gl.enableVertexAttribArray(part);
  gl.vertexAttribPointer(part, 2, gl.FLOAT, false, 0, 0);
  gl.bindVertexArray(null);
  const matrix = gl.getUniformLocation(program, 'u_matrix');
  return { program, texture, corners, array, matrix, opacity: gl.getUniformLocation(program, 'u_opacity') };
}

/** From parts of the picture (0 to 1, from its north-west corner) to clip space; multiplied before it is made single precision. */
function placed(matrix: ArrayLike<number>, [west, south, east, north]: DensityPicture['bbox']): Float32Array {
  const [x, y] = [mercatorX(west), mercatorY(north)];
  const [width, height] = [mercatorX(east) - x, mercatorY(south) - y];
  const at = (i: number): number => matrix[i] ?? 0;
  return Float32Array.from({ length: 16 }, (_, i) => {
    const row = i % 4;
    if (i < 4) return at(row) * width;
    if (i < 8) return at(4 + row) * height;
    if (i < 12) return at(8 + row);
    return at(row) * x + at(4 + row) * y + at(12 + row);
  });
}
