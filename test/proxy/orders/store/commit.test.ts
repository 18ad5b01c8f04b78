import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { type GroupCommit, groupCommit } from '../../../../proxy/orders/store/sqlite/commit.ts';
import { folder } from './folder.ts';

let db: DatabaseSync;
let commits: GroupCommit;

beforeEach(() => {
  db = new DatabaseSync(':memory:');
  db.exec('create table t (v text)');
  commits = groupCommit(db);
});

const add = (value: string) => commits.write(() => db.prepare('insert into t values (?)').run(value).changes);
const all = () =>
  db
    .prepare('select v from t')
    .all()
    .map(({ v }) => v);
const fail = () =>
  commits.write(() => {
    db.exec(`insert into t values ('half')`);
    throw new Error('no');
  });

describe('group commit', () => {
  it('commits the writes of one turn together, and resolves none before', async () => {
    let resolved = 0;
    const writes = ['a', 'b'].map(value => add(value).then(() => resolved++));
    expect(all()).toEqual([]);
    await commits.write(() => expect(resolved).toBe(0));
    await Promise.all(writes);
    expect(all()).toEqual(['a', 'b']);
  });

  it('undoes a write that fails and none beside it', async () => {
    const outcomes = await Promise.allSettled([add('a'), fail(), add('b'), fail()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
    expect(all()).toEqual(['a', 'b']);
  });

  it('rejects all when the disk is full, and goes on when it is not', async () => {
    const pages = db.prepare('pragma page_count').get()?.['page_count'];
    db.exec(`pragma max_page_count = ${pages}`);
    const outcomes = await Promise.allSettled([add('a'), add('b'.repeat(100_000)), fail()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(all()).toEqual([]);
    db.exec('pragma max_page_count = 1000');
    await add('c');
    expect(all()).toEqual(['c']);
  });

  it('rejects all when the commit fails', async () => {
    db.exec('create table child (v references t (v) deferrable initially deferred); create unique index u on t (v)');
    const orphan = () => commits.write(() => db.exec(`insert into child values ('nobody')`));
    const outcomes = await Promise.allSettled([add('a'), orphan()]);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(all()).toEqual([]);
    await add('b');
    expect(all()).toEqual(['b']);
  });

  it('rejects all while another process holds the file', async () => {
    const { file, remove } = await folder();
    const [mine, theirs] = [new DatabaseSync(file, { timeout: 0 }), new DatabaseSync(file)];
    theirs.exec('begin immediate');
    const waiting = [1, 2].map(() => groupCommit(mine, 0).write(() => mine.exec('create table t (v)')));
    const outcomes = await Promise.allSettled(waiting);
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    theirs.close();
    mine.close();
    await remove();
  });

  it('waits for another process to let go of the file, and holds nobody up meanwhile', async () => {
    const { file, remove } = await folder();
    const [mine, theirs] = [new DatabaseSync(file, { timeout: 0 }), new DatabaseSync(file)];
    theirs.exec('begin immediate');
    const commits = groupCommit(mine);
    const write = commits.write(() => mine.exec('create table t (v)'));
    await new Promise(done => setTimeout(done, 120));
    theirs.exec('rollback');
    await write;
    theirs.exec('begin immediate');
    const cut = commits.write(() => mine.exec('drop table t'));
    await new Promise(done => setTimeout(done, 60));
    commits.close();
    await expect(cut).rejects.toThrow('locked');
    theirs.close();
    mine.close();
    await remove();
  });

  it('commits what is queued when it closes, and then takes no more', async () => {
    const writes = Array.from({ length: 300 }, (_, index) => add(String(index)));
    commits.close();
    expect(all()).toHaveLength(300);
    await Promise.all(writes);
    await expect(add('late')).rejects.toThrow('closed');
  });
});
