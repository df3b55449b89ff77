import { describe, expect, it } from '@jest/globals';
import { PushWindow } from './push-window.js';

function enterAll(window: PushWindow, count: number): { entered: number } {
  const state = { entered: 0 };
  for (let i = 0; i < count; i++) void window.enter().then(() => state.entered++);
  return state;
}

const turn = () => new Promise((done) => setImmediate(done));

describe('the window of writes at once', () => {
  it('lets as many in as it is wide, and one more for each that leaves', async () => {
    const window = new PushWindow(4);
    const state = enterAll(window, 6);
    await turn();
    expect(state.entered).toBe(4);
    window.leave(false);
    await turn();
    expect(state.entered).toBe(5);
  });

  it('halves at a sign of crowding, at most once a second, and never below one', async () => {
    let now = 0;
    const window = new PushWindow(8, () => now);
    enterAll(window, 8);
    await turn();
    window.leave(true);
    window.leave(true);
    expect(window.size).toBe(4);
    for (let i = 0; i < 5; i++) {
      now += 1000;
      window.leave(true);
    }
    expect(window.size).toBe(1);
  });

  it('halves by the clock of the service, too', () => {
    const window = new PushWindow(8);
    void window.enter();
    window.leave(true);
    expect(window.size).toBe(4);
  });

  it('grows back by one for each round that went well, up to its limit', async () => {
    let now = 0;
    const window = new PushWindow(4, () => now);
    enterAll(window, 4);
    await turn();
    window.leave(true);
    now += 1000;
    window.leave(true);
    expect(window.size).toBe(1);
    for (const expected of [2, 2, 2, 3]) {
      window.leave(false);
      enterAll(window, 1);
      await turn();
      expect(window.size).toBe(expected);
    }
  });
});
