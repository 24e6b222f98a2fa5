import type { Feature } from '../../../core/contract/geometry.ts';

/** What the simulator needs of the app: its `request`. */
export interface InProcessApi {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
}

/** The API did not do what was asked for a reason that is not the request's: it is worth waiting. */
export class ApiUnavailable extends Error {}

/** A signed-in client of the API in this process, like any program's over HTTP. */
export class ApiClient {
  readonly #api: InProcessApi;
  readonly #token: string;

  constructor(api: InProcessApi, token: string) {
    this.#api = api;
    this.#token = token;
  }

  /** All features of a list, page after page, at most `most`. */
  async list<F = Feature<{ coordinates: [number, number] }, Record<string, unknown>>>(
    path: string,
    most = Number.POSITIVE_INFINITY,
  ): Promise<F[]> {
    const features: F[] = [];
    let cursor = '';
    do {
      const separator = path.includes('?') ? '&' : '?';
      const response = await this.#send('GET', cursor ? `${path}${separator}cursor=${cursor}` : path);
      if (!response.ok) throw new ApiUnavailable(`GET ${path}: ${response.status}`);
      const page = (await response.json()) as { features: F[]; nextCursor: string | null };
      features.push(...page.features);
      cursor = encodeURIComponent(page.nextCursor ?? '');
    } while (cursor && features.length < most);
    return features;
  }

  /** One thing, or undefined when there is none (any more). */
  async read<T>(path: string): Promise<T | undefined> {
    return await this.#answer<T>(await this.#send('GET', path));
  }

  /** The answer, or undefined when the API refused (4xx): the world is not as the simulator believed. */
  async send<T>(
    method: 'POST' | 'PATCH',
    path: string,
    body?: object,
    version?: number,
  ): Promise<T | undefined> {
    return await this.#answer<T>(await this.#send(method, path, body, version));
  }

  async #answer<T>(response: Response): Promise<T | undefined> {
    if (response.ok) return (await response.json()) as T;
    await response.body?.cancel();
    return undefined;
  }

  async #send(method: string, path: string, body?: object, version?: number): Promise<Response> {
    const headers: Record<string, string> = { Authorization: `Bearer ${this.#token}` };
    if (method === 'PATCH' || version !== undefined)
      headers['If-Match'] = version === undefined ? '*' : `"${version}"`;
    if (body) headers['Content-Type'] = 'application/json';
    const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
    const response = await this.#api.request(path, init);
    if (response.status === 401 || response.status === 429 || response.status >= 500)
      throw new ApiUnavailable(`${method} ${path}: ${response.status}`);
    return response;
  }
}
