import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import { extraActivity } from './activity-resources.ts';
import type { DetailedCase } from './case-resources.ts';
import { comment, note } from './note-resources.ts';
import { type RecordsRig, recordsRig } from './records-rig.ts';
import { listOf } from './resources.ts';

const startMs = Date.parse('2026-11-22T10:00:00.250Z');
const nowhere = '0190f000-0000-7000-8000-000000000000';
const changes = ['Created', 'Updated', 'Deleted'];

let rig: RecordsRig;
let holder: DetailedCase;
beforeAll(async () => {
  rig = await recordsRig({ startMs });
  await rig.subscribe('all', [
    ...changes.map((change) => `Note.${change}`),
    ...changes.map((change) => `NoteComment.${change}`),
  ]);
  holder = await rig.createCase({ name: 'Fjordline', external_id: 'fjord', metadata: { a: 'b' } });
});
beforeEach(() => rig.clock.advance(60_000));
afterAll(() => rig.close());

const caseContext = () => ({
  id: holder.id,
  name: 'Fjordline',
  status: 'open',
  external_id: 'fjord',
  contact_has_actions: false,
  reviewer_has_actions: false,
  flags: [],
  tags: [],
  metadata: { a: 'b' },
  last_activity_at: holder.last_activity_at,
  client_portal: null,
});

/** The one call that was received: the event of the object, with that context. */
async function expectEvent(event: string, key: string, object: unknown, context: object = {}): Promise<void> {
  const [call] = await rig.calls(1);
  const expected = rig.bodyOf(event, null, { [key]: object });
  expect(call?.body).toEqual({
    ...Object(expected),
    context: { ...Object(expected).context, case: caseContext(), ...context },
  });
}

const createNote = async (content = 'Seen.'): Promise<z.infer<typeof note>> => {
  const created = await rig.answer('POST', '/notes', note, {
    status: 201,
    body: { case_id: holder.id, content },
  });
  await expectEvent('Note.Created', 'note', created);
  return created;
};
const createComment = async (of: z.infer<typeof note>, content: string) => {
  const created = await rig.answer('POST', `/notes/${of.id}/comments`, comment, {
    status: 201,
    body: { content },
  });
  await expectEvent('NoteComment.Created', 'noteComment', created, noteContext(of));
  return created;
};
const noteContext = ({ id, content }: z.infer<typeof note>) => ({ note: { id, author: null, content } });
const readNote = (id: string) => rig.answer('GET', `/notes/${id}`, note);

describe('a note', () => {
  it('is told of whole when it is created, updated and deleted', async () => {
    const created = await createNote('Zoë\n<b>محمد</b> 😀');
    expect(created).toMatchObject({
      case_id: holder.id,
      content: '<p>Zoë<br /><b>محمد</b> 😀</p>',
      author: null,
      author_type: 'api',
      comments: [],
    });
    rig.clock.advance(1_000);
    const updated = await rig.answer('PATCH', `/notes/${created.id}`, note, { body: { content: 'Again.' } });
    expect(updated).toEqual({
      ...created,
      content: '<p>Again.</p>',
      updated_at: new Date(rig.clock.now()).toISOString(),
    });
    await expectEvent('Note.Updated', 'note', updated);
    const remark = await createComment(updated, 'Why?');
    expect((await rig.call('DELETE', `/notes/${created.id}`)).status).toBe(204);
    await expectEvent('Note.Deleted', 'note', { ...updated, comments: [remark] });
    expect(await rig.refusal('GET', `/notes/${created.id}`)).toMatchObject({ status: 404 });
    expect(await rig.refusal('GET', `/notes/${created.id}/comments/${remark.id}`)).toMatchObject({
      status: 404,
    });
  });

  it('that is given the content that it has is not changed', async () => {
    const created = await createNote();
    const before = await rig.eventCount();
    rig.clock.advance(1_000);
    const body = { content: created.content };
    expect(await rig.answer('PATCH', `/notes/${created.id}`, note, { body })).toEqual(created);
    expect(await rig.eventCount()).toBe(before);
  });

  it('does not change its case', async () => {
    const before = await rig.readCase(holder.id);
    await createNote();
    expect(await rig.readCase(holder.id)).toEqual(before);
  });
});

describe('a comment', () => {
  it('is told of whole, with its note, when it is created, updated and deleted', async () => {
    const of = await createNote();
    const created = await createComment(of, 'First.');
    expect(created).toMatchObject({ note_id: of.id, content: '<p>First.</p>', author_type: 'api' });
    rig.clock.advance(1_000);
    const path = `/notes/${of.id}/comments/${created.id}`;
    const updated = await rig.answer('PATCH', path, comment, { body: { content: 'Second.' } });
    expect(updated.updated_at > created.updated_at).toBe(true);
    await expectEvent('NoteComment.Updated', 'noteComment', updated, noteContext(of));
    expect(await rig.answer('GET', path, comment)).toEqual(updated);
    expect(await readNote(of.id)).toEqual({ ...of, comments: [updated] });
    expect((await rig.call('DELETE', path)).status).toBe(204);
    await expectEvent('NoteComment.Deleted', 'noteComment', updated, noteContext(of));
    expect(await readNote(of.id)).toEqual(of);
  });

  it('is the 50th at most', async () => {
    const { id } = await createNote();
    for (let number = 1; number <= 50; number++) {
      const body = { content: `${number}` };
      await rig.answer('POST', `/notes/${id}/comments`, comment, { status: 201, body });
    }
    await rig.calls(50);
    const refusal = await rig.refusal('POST', `/notes/${id}/comments`, { body: { content: '51' } });
    expect(refusal).toEqual({ status: 400, message: 'id: A note has at most 50 comments.' });
    expect((await readNote(id)).comments.map(({ content }) => content)).toEqual(
      Array.from({ length: 50 }, (_, index) => `<p>${index + 1}</p>`),
    );
  });
});

it('the notes of a case are listed with their comments, by its id or its external id', async () => {
  const other = await rig.createCase({ external_id: 'listed' });
  const ids: string[] = [];
  for (const content of ['a', 'b', 'c']) {
    const body = { case_id: other.id, content };
    ids.push((await rig.answer('POST', '/notes', note, { status: 201, body })).id);
    rig.clock.advance(1_000);
  }
  const remark = await rig.answer('POST', `/notes/${ids[1]}/comments`, comment, {
    status: 201,
    body: { content: 'x' },
  });
  await rig.calls(4);
  const list = (query: string) => rig.answer('GET', `/cases/listed/notes${query}`, listOf(note));
  const { data, pagination } = await list('?sort=created_at.desc&limit=2');
  expect(data.map(({ id }) => id)).toEqual([ids[2], ids[1]]);
  expect(data[1]?.comments).toEqual([remark]);
  expect(pagination).toEqual({ page: 1, limit: 2, count: 3 });
  expect((await list(`?created_at.lt=${data[1]?.created_at}`)).data.map(({ id }) => id)).toEqual([ids[0]]);
  expect((await list('?page=2')).data).toEqual([]);
});

describe('what is not valid is refused by name, and changes nothing', () => {
  it.each([
    [{ content: 'x' }, 400, 'case_id: Expected a UUID.'],
    [{ case_id: nowhere, content: 'x' }, 404, 'There is no such case.'],
    [{ content: 'x', case_id: 'fjord' }, 400, 'case_id: Expected a UUID.'],
    [{ content: '' }, 400, 'content: Expected 1 to 3000 characters, not counting the tags.'],
    [{ content: '😀'.repeat(3_001) }, 400, 'content: Expected 1 to 3000 characters, not counting the tags.'],
    [{ content: null }, 400, 'content: Expected a text.'],
    [{ content: 'x', author: 'me' }, 400, 'author: Is not known here.'],
  ])('%j: %i', async (body, status, message) => {
    const before = await rig.eventCount();
    const whole = 'case_id' in body || message.startsWith('case_id') ? body : { case_id: holder.id, ...body };
    const refusal = await rig.refusal('POST', '/notes', { body: whole });
    expect(refusal.status).toBe(status);
    expect(refusal.message).toContain(message);
    expect(await rig.eventCount()).toBe(before);
  });

  it('the longest content comes back as it went in', async () => {
    expect((await createNote('😀'.repeat(3_000))).content).toBe(`<p>${'😀'.repeat(3_000)}</p>`);
  });

  it("another workspace's note is as one that does not exist", async () => {
    const { id } = await createNote();
    const call = { key: rig.otherKey };
    const body = { content: 'Mine.' };
    const refusals = await Promise.all([
      rig.refusal('GET', `/notes/${id}`, call),
      rig.refusal('PATCH', `/notes/${id}`, { ...call, body }),
      rig.refusal('DELETE', `/notes/${id}`, call),
      rig.refusal('POST', `/notes/${id}/comments`, { ...call, body }),
      rig.refusal('POST', '/notes', { ...call, body: { case_id: holder.id, ...body } }),
      rig.refusal('GET', `/cases/${holder.id}/notes`, call),
      rig.refusal('PATCH', `/notes/${id}/comments/${id}`, { body }),
    ]);
    expect(new Set(refusals.map(({ status }) => status))).toEqual(new Set([404]));
  });
});

it('notes and comments are among the activities where Belfry’s own types are asked for', async () => {
  const of = await createNote();
  const remark = await createComment(of, 'x');
  await rig.call('PATCH', `/notes/${of.id}/comments/${remark.id}`, { body: { content: 'y' } });
  await rig.call('DELETE', `/notes/${of.id}`);
  await rig.calls(2);
  const query = `case_id=${holder.id}&sort=created_at.desc&limit=4&include_extra_types=true`;
  const { data } = await rig.answer('GET', `/activities?${query}`, listOf(extraActivity));
  expect(data.map(({ type, changes: changed }) => [type, changed])).toEqual(
    expect.arrayContaining([
      ['api__created__note', null],
      ['api__created__note_comment', null],
      ['api__updated__note_comment', [{ name: 'content', previous: '<p>x</p>', next: '<p>y</p>' }]],
      ['api__deleted__note', null],
    ]),
  );
});
