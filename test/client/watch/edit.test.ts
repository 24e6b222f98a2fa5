import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ZodObject } from 'zod';
import { ApiError } from '../../../client/api/client.ts';
import {
  EDIT_FIELDS,
  type EditField,
  editableFields,
  readField,
} from '../../../client/workspaces/watch/edit/edit-fields.ts';
import {
  type Editable,
  isSame,
  saveEdit,
  type Values,
} from '../../../client/workspaces/watch/edit/save-edit.ts';
import { CheckpointInput } from '../../../core/contract/checkpoint.ts';
import { DeviceInput } from '../../../core/contract/device.ts';
import { InstitutionInput } from '../../../core/contract/institution.ts';
import { PostInput } from '../../../core/contract/post.ts';
import { RouteInput } from '../../../core/contract/route.ts';
import { UnitInput } from '../../../core/contract/unit.ts';

const INPUTS: Record<string, { shape: { properties: ZodObject } }> = {
  units: UnitInput,
  routes: RouteInput,
  checkpoints: CheckpointInput,
  posts: PostInput,
  institutions: InstitutionInput,
  devices: DeviceInput,
};
const everyField = Object.entries(EDIT_FIELDS).flatMap(([noun, fields]) =>
  (fields ?? []).map((field) => [noun, field] as [string, EditField]),
);

const SPAN = { days: [1, 7], from: '22:00', to: '06:00' };
const HOURS = [null, [SPAN], [{ ...SPAN, from: '' }], [SPAN, { ...SPAN, to: '' }]];

/** Texts at the edges of what a control may hold. */
function edges(field: EditField): string[] {
  if (field.kind === 'whole')
    return [field.minimum - 1, field.minimum, field.maximum, field.maximum + 1, 1.5].map(String);
  if (field.kind === 'name')
    return ['', ' ', 'a', '名'.repeat(field.maximum), '名'.repeat(field.maximum + 1)];
  if (field.kind === 'choice') return [...field.values.map(String), 'other'];
  if (field.kind === 'set') return ['[]', JSON.stringify(field.values), '["flying"]'];
  if (field.kind === 'hours') return HOURS.map((hours) => JSON.stringify(hours));
  return field.kind === 'day' ? ['2026-11-24', '24.11.2026', ''] : ['true', 'false'];
}

function rawOf({ kind }: EditField, text: string): unknown {
  if (kind === 'hours' || kind === 'set') return JSON.parse(text);
  return kind === 'whole' ? Number(text) : text.trim();
}

describe('fields that are edited in the inspector', () => {
  test.each(everyField)('%s %j takes exactly what the server takes', (noun, field) => {
    const schema = INPUTS[noun]?.shape.properties.shape[field.name];
    if (!schema) throw new Error(`the contract of ${noun} has no ${field.name}`);
    for (const text of edges(field)) {
      const read = readField(field, text);
      const sent = 'value' in read ? read.value : rawOf(field, text);
      expect([text, schema.safeParse(sent).success]).toEqual([text, 'value' in read]);
    }
  });

  test('each role is offered what the server lets it do', () => {
    const names = (
      noun: 'checkpoints' | 'routes' | 'institutions',
      role: Parameters<typeof editableFields>[1],
    ) => editableFields(noun, role).map(({ name }) => name);
    expect(names('checkpoints', 'dispatcher')).toEqual(['state']);
    expect(names('checkpoints', 'planner')).toEqual(['state', 'staffedHours', 'lanes']);
    expect(names('routes', 'dispatcher')).toEqual(['nameZh', 'nameEn', 'shift', 'vehicle']);
    expect(names('routes', 'planner')).toEqual([]);
    expect(names('institutions', 'supervisor')).toEqual(['grade', 'guardPosts', 'inspectionDueOn']);
    expect(names('institutions', 'operator')).toEqual([]);
  });
});

interface Thing extends Editable {
  properties: { version: number } & Record<string, number>;
}

/** A server with one thing, which others edit as soon as a patch is on its way. */
class OneThing {
  thing: Thing;
  #others: Values[];
  constructor(properties: Record<string, number>, others: Values[] = []) {
    this.thing = { id: 'a', properties: { ...properties, version: 1 } };
    this.#others = others;
  }
  patch = async (onto: Thing, values: Values): Promise<Thing> => {
    const other = this.#others.shift();
    if (other) this.edit(other);
    if (onto.properties.version !== this.thing.properties.version) throw stale();
    return this.edit(values);
  };
  latest = async (): Promise<Thing> => this.thing;

  edit(values: Values): Thing {
    const { version } = this.thing.properties;
    this.thing = {
      ...this.thing,
      properties: { ...this.thing.properties, ...(values as Record<string, number>), version: version + 1 },
    };
    return this.thing;
  }
}

function stale(): ApiError {
  const about = { type: '', title: '', status: 412, detail: '', traceId: '' };
  return new ApiError({ ...about, code: 'version_stale' });
}

describe('saving an edit', () => {
  test('others who changed other fields meanwhile keep what they did', async () => {
    const server = new OneThing({ lanes: 2, grade: 1 }, [{ grade: 3 }]);
    const result = await saveEdit(server.thing, { lanes: 4 }, server);
    expect(result).toMatchObject({ saved: { properties: { lanes: 4, grade: 3, version: 3 } } });
  });

  test('where others changed the same, nothing is saved and both are told', async () => {
    const server = new OneThing({ lanes: 2, grade: 1 }, [{ lanes: 3 }]);
    const result = await saveEdit(server.thing, { lanes: 4, grade: 2 }, server);
    expect(result).toMatchObject({ fields: ['lanes'], theirs: { properties: { lanes: 3 } } });
    expect(server.thing.properties).toMatchObject({ lanes: 3, grade: 1 });
  });

  test('where others made the same change there is nothing to decide', async () => {
    const server = new OneThing({ lanes: 2 }, [{ lanes: 4 }]);
    const result = await saveEdit(server.thing, { lanes: 4 }, server);
    expect('saved' in result && result.saved.properties).toEqual({ lanes: 4, version: 2 });
  });

  test('spans and places are compared by what they say, not by which object they are', async () => {
    const spans = [{ days: [1], from: '08:00', to: '18:00' }];
    const thing = {
      id: 'a',
      geometry: { type: 'Point', coordinates: [1, 2] },
      properties: { version: 1, hours: spans },
    };
    const server = { patch: async () => thing, latest: async () => thing };
    const same = {
      hours: [{ to: '18:00', from: '08:00', days: [1] }],
      geometry: { coordinates: [1, 2], type: 'Point' },
    };
    expect(await saveEdit(thing, same, server)).toEqual({ saved: thing, before: thing });
    expect(isSame(same, { ...same, geometry: { type: 'Point', coordinates: [1, 3] } })).toBe(false);
    expect(isSame(null, [])).toBe(false);
  });

  test('gives up where others are always faster', async () => {
    const server = new OneThing({ lanes: 2, grade: 1 }, [{ grade: 2 }, { grade: 3 }, { grade: 1 }]);
    await expect(saveEdit(server.thing, { lanes: 4 }, server)).rejects.toThrow(ApiError);
    expect(server.thing.properties.lanes).toBe(2);
  });

  test('never takes back what others did, whatever is edited at once', async () => {
    const values = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 0, max: 2 }));
    const base = { a: 0, b: 0, c: 0 };
    await fc.assert(
      fc.asyncProperty(values, values, async (mine, others) => {
        const server = new OneThing(base);
        const seen = server.thing;
        server.edit(others);
        const result = await saveEdit(seen, mine, server);
        const { version: _, ...now } = server.thing.properties;
        if ('saved' in result) expect(now).toEqual({ ...base, ...others, ...changed(mine, base) });
        else {
          expect(now).toEqual({ ...base, ...others });
          for (const field of result.fields) expect(mine[field]).not.toBe(others[field]);
        }
      }),
    );
  });
});

/** What of an edit is a change of anything. */
function changed(values: Record<string, number>, base: Record<string, number>) {
  return Object.fromEntries(Object.entries(values).filter(([name, value]) => base[name] !== value));
}
